SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET transaction_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;
CREATE FUNCTION public.audit_refuses_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION 'the audit log is append-only'; END $$;
CREATE FUNCTION public.refuse_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$;
SET default_tablespace = '';
SET default_table_access_method = heap;
CREATE TABLE public.access (
    id uuid NOT NULL,
    account_id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    role character varying(20) NOT NULL,
    from_claims boolean NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    approved_at timestamp with time zone,
    approved_by uuid,
    revoked_at timestamp with time zone,
    revoked_by uuid
);
CREATE TABLE public.account (
    id uuid NOT NULL,
    email character varying NOT NULL,
    display_name character varying NOT NULL,
    language character varying(2) NOT NULL,
    created_at timestamp with time zone NOT NULL
);
CREATE TABLE public.alembic_version (
    version_num character varying(32) NOT NULL
);
CREATE TABLE public.api_token (
    id uuid NOT NULL,
    digest bytea NOT NULL,
    label character varying NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone,
    revoked_at timestamp with time zone,
    access_id uuid NOT NULL,
    mandate_id uuid
);
CREATE TABLE public.audit_entry (
    id integer NOT NULL,
    at timestamp with time zone NOT NULL,
    account_id uuid,
    organisation_id uuid,
    action character varying(40) NOT NULL,
    object_type character varying(30) NOT NULL,
    object_id character varying(64) NOT NULL,
    purpose character varying(60),
    capacity character varying(20),
    acting_organisation_id uuid
);
CREATE SEQUENCE public.audit_entry_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.audit_entry_id_seq OWNED BY public.audit_entry.id;
CREATE TABLE public.audit_link (
    "position" bigint NOT NULL,
    entry_id bigint NOT NULL,
    digest bytea NOT NULL
);
CREATE TABLE public.correction (
    id uuid NOT NULL,
    ssin character varying(11) NOT NULL,
    request_id uuid NOT NULL,
    reason character varying(40) NOT NULL,
    note character varying,
    reported_by uuid NOT NULL,
    reported_by_company boolean NOT NULL,
    reported_at timestamp with time zone NOT NULL,
    outcome character varying(20),
    right_ssin character varying(11),
    settled_note character varying,
    settled_by uuid,
    settled_at timestamp with time zone
);
CREATE TABLE public.extraction (
    id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    account_id uuid NOT NULL,
    job_id uuid,
    own_sample boolean NOT NULL,
    crops jsonb NOT NULL,
    page_count integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    request_id uuid
);
CREATE TABLE public.idempotency_record (
    account_id uuid NOT NULL,
    key character varying(64) NOT NULL,
    digest bytea NOT NULL,
    answer bytea,
    created_at timestamp with time zone NOT NULL
);
CREATE TABLE public.identity (
    id uuid NOT NULL,
    issuer character varying NOT NULL,
    subject_digest bytea NOT NULL,
    account_id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL
);
CREATE TABLE public.invitation (
    id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    email character varying NOT NULL,
    role character varying(20) NOT NULL,
    invited_at timestamp with time zone NOT NULL,
    invited_by uuid,
    expires_at timestamp with time zone NOT NULL,
    accepted_at timestamp with time zone,
    withdrawn_at timestamp with time zone
);
CREATE TABLE public.job (
    id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    kind character varying(40) NOT NULL,
    subject_id uuid NOT NULL,
    state character varying(10) NOT NULL,
    stage character varying(40) NOT NULL,
    progress double precision NOT NULL,
    attempt integer NOT NULL,
    lease_until timestamp with time zone,
    error jsonb,
    created_at timestamp with time zone NOT NULL,
    published_at timestamp with time zone,
    finished_at timestamp with time zone,
    priority smallint NOT NULL,
    max_attempts integer NOT NULL,
    not_before timestamp with time zone NOT NULL,
    started_at timestamp with time zone
);
CREATE TABLE public.mandate (
    id uuid NOT NULL,
    provider_id uuid NOT NULL,
    employer_id uuid NOT NULL,
    valid_from date NOT NULL,
    valid_until date NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    asked_by uuid,
    approved_at timestamp with time zone,
    approved_by uuid,
    revoked_at timestamp with time zone,
    revoked_by uuid,
    CONSTRAINT ck_mandate_order CHECK ((valid_from <= valid_until))
);
CREATE TABLE public.organisation (
    id uuid NOT NULL,
    name character varying NOT NULL,
    enterprise_number character varying(10),
    created_at timestamp with time zone NOT NULL,
    kind character varying(20) NOT NULL
);
CREATE TABLE public.outgoing_mail (
    id uuid NOT NULL,
    request_id uuid,
    recipient character varying NOT NULL,
    language character varying(2) NOT NULL,
    template character varying(40) NOT NULL,
    parameters jsonb NOT NULL,
    attempts integer NOT NULL,
    next_attempt_at timestamp with time zone NOT NULL,
    created_at timestamp with time zone NOT NULL,
    sent_at timestamp with time zone,
    failed_at timestamp with time zone,
    failure_code character varying(40)
);
CREATE TABLE public.pending_key (
    key bigint NOT NULL,
    request_id uuid NOT NULL
);
CREATE TABLE public.pending_name (
    place bigint NOT NULL,
    code bigint NOT NULL,
    request_id uuid NOT NULL
);
CREATE TABLE public.registry_key (
    key bigint NOT NULL,
    person_id integer NOT NULL
);
CREATE TABLE public.registry_outline (
    person_id integer NOT NULL,
    name smallint NOT NULL,
    birth integer NOT NULL,
    codes bytea NOT NULL,
    family text NOT NULL,
    given text NOT NULL,
    place text NOT NULL
);
CREATE TABLE public.registry_person (
    ssin character varying(11) NOT NULL,
    data jsonb NOT NULL,
    status character varying(10) NOT NULL,
    replaced_by character varying(11),
    created_at timestamp with time zone NOT NULL,
    request_id uuid,
    id integer NOT NULL,
    frozen_at timestamp with time zone
);
ALTER TABLE public.registry_person ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.registry_person_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.registry_range (
    prefix character varying(6) NOT NULL,
    since_2000 boolean NOT NULL,
    gender smallint NOT NULL,
    next_counter smallint NOT NULL
);
CREATE TABLE public.registry_reserved (
    number bigint NOT NULL
);
CREATE TABLE public.registry_statistics (
    id integer NOT NULL,
    frequencies jsonb NOT NULL,
    persons integer NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    name_keys text NOT NULL,
    last_id integer NOT NULL
);
CREATE SEQUENCE public.registry_statistics_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.registry_statistics_id_seq OWNED BY public.registry_statistics.id;
CREATE TABLE public.request (
    id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    account_id uuid NOT NULL,
    extraction_id uuid,
    state character varying(30) NOT NULL,
    email character varying NOT NULL,
    language character varying(2) NOT NULL,
    person jsonb NOT NULL,
    document jsonb,
    residence_address jsonb,
    contact_address jsonb,
    prefilled jsonb NOT NULL,
    evidence jsonb,
    decision jsonb,
    ssin character varying(11),
    instant boolean NOT NULL,
    items jsonb NOT NULL,
    refusal_code character varying(40),
    note character varying,
    deadline timestamp with time zone,
    version integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    submitted_at timestamp with time zone,
    updated_at timestamp with time zone NOT NULL,
    number_state character varying(20),
    former_ssins jsonb DEFAULT '[]'::jsonb NOT NULL,
    completed jsonb DEFAULT '[]'::jsonb NOT NULL
);
CREATE TABLE public.request_event (
    id integer NOT NULL,
    request_id uuid NOT NULL,
    from_state character varying(30),
    to_state character varying(30) NOT NULL,
    at timestamp with time zone NOT NULL,
    account_id uuid,
    code character varying(60),
    capacity character varying(20),
    acting_organisation_id uuid
);
CREATE SEQUENCE public.request_event_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.request_event_id_seq OWNED BY public.request_event.id;
CREATE TABLE public.request_key (
    organisation_id uuid NOT NULL,
    key bigint NOT NULL,
    request_id uuid NOT NULL
);
CREATE TABLE public.request_reminder (
    request_id uuid NOT NULL,
    occasion character varying(40) NOT NULL,
    sent_at timestamp with time zone NOT NULL
);
CREATE TABLE public.request_round (
    id integer NOT NULL,
    request_id uuid NOT NULL,
    number smallint NOT NULL,
    items jsonb NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    asked_by uuid NOT NULL,
    deadline timestamp with time zone NOT NULL,
    answered_at timestamp with time zone,
    answered_by uuid
);
CREATE SEQUENCE public.request_round_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.request_round_id_seq OWNED BY public.request_round.id;
CREATE TABLE public.request_search (
    id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    criteria bytea NOT NULL,
    created_at timestamp with time zone NOT NULL
);
CREATE TABLE public.sign_in_session (
    id uuid NOT NULL,
    account_id uuid NOT NULL,
    digest bytea NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    access_id uuid,
    mandate_id uuid
);
CREATE TABLE public.uploaded_page (
    id uuid NOT NULL,
    extraction_id uuid NOT NULL,
    "position" integer NOT NULL,
    name character varying NOT NULL,
    stored_as character varying(60) NOT NULL,
    page_in_file integer,
    size integer NOT NULL,
    own_sample boolean NOT NULL,
    width integer NOT NULL,
    height integer NOT NULL,
    quality jsonb,
    created_at timestamp with time zone NOT NULL
);
CREATE TABLE public.webhook (
    id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    url character varying NOT NULL,
    key_id character varying(20) NOT NULL,
    secret bytea NOT NULL,
    previous_key_id character varying(20),
    previous_secret bytea,
    previous_until timestamp with time zone,
    failures integer NOT NULL,
    not_before timestamp with time zone NOT NULL,
    created_at timestamp with time zone NOT NULL,
    disabled_at timestamp with time zone
);
CREATE TABLE public.webhook_delivery (
    id uuid NOT NULL,
    sequence bigint NOT NULL,
    webhook_id uuid NOT NULL,
    type character varying(40) NOT NULL,
    request_id uuid,
    from_state character varying(30),
    to_state character varying(30),
    code character varying(60),
    occurred_at timestamp with time zone NOT NULL,
    state character varying(10) NOT NULL,
    attempts integer NOT NULL,
    next_attempt_at timestamp with time zone NOT NULL,
    last_status smallint,
    last_error character varying(40),
    delivered_at timestamp with time zone
);
ALTER TABLE public.webhook_delivery ALTER COLUMN sequence ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.webhook_delivery_sequence_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
ALTER TABLE ONLY public.audit_entry ALTER COLUMN id SET DEFAULT nextval('public.audit_entry_id_seq'::regclass);
ALTER TABLE ONLY public.registry_statistics ALTER COLUMN id SET DEFAULT nextval('public.registry_statistics_id_seq'::regclass);
ALTER TABLE ONLY public.request_event ALTER COLUMN id SET DEFAULT nextval('public.request_event_id_seq'::regclass);
ALTER TABLE ONLY public.request_round ALTER COLUMN id SET DEFAULT nextval('public.request_round_id_seq'::regclass);
COPY public.access (id, account_id, organisation_id, role, from_claims, asked_at, approved_at, approved_by, revoked_at, revoked_by) FROM stdin;
76fd179c-6c74-485c-b5d6-c41d34053a9b	1fd047e8-f719-4275-9737-14037285addd	e321fbff-27c4-4466-aab8-3fd40f042615	employer	f	2026-11-27 19:07:57.986774+00	2026-11-27 19:07:57.985017+00	\N	\N	\N
f93401c9-2030-4427-a215-64230bed219e	c639c813-aff3-4fae-9053-422806602c3c	e321fbff-27c4-4466-aab8-3fd40f042615	companyAdmin	f	2026-11-27 19:07:58.014573+00	2026-11-27 19:07:58.01316+00	\N	\N	\N
564d087b-b641-47b6-973b-1f8cf3953e6e	6f1c24a0-f055-4732-acf7-c163f6a23880	30d636eb-cf8e-4530-8e5f-3f7217cd7d3d	employer	f	2026-11-27 19:07:58.025042+00	2026-11-27 19:07:58.024712+00	\N	\N	\N
914e4ac6-69fa-4295-a7f1-2fc49cf601f7	9b541dd4-2476-490e-a4ac-0579394f434b	036e2ddf-8d4f-408e-a660-49d9aba0cc6b	reviewer	f	2026-11-27 19:07:58.029177+00	2026-11-27 19:07:58.028771+00	\N	\N	\N
6ce4b54c-ff6e-4303-886c-97ad34f93043	0367866b-6483-42f0-8edd-8f04e7fa82d5	036e2ddf-8d4f-408e-a660-49d9aba0cc6b	seniorReviewer	f	2026-11-27 19:07:58.030309+00	2026-11-27 19:07:58.030103+00	\N	\N	\N
59a03c30-4b9e-4773-bc34-7475394e0c0d	b689c036-57c2-4cba-9ae2-2b0a0f1e9d25	036e2ddf-8d4f-408e-a660-49d9aba0cc6b	dataScientist	f	2026-11-27 19:07:58.037034+00	2026-11-27 19:07:58.036795+00	\N	\N	\N
d4748e4d-9fff-4909-bee1-cd6d702bbb01	0a8ed63e-f462-435f-958b-fa8618a746a7	036e2ddf-8d4f-408e-a660-49d9aba0cc6b	auditor	f	2026-11-27 19:07:58.045808+00	2026-11-27 19:07:58.045596+00	\N	\N	\N
37c9fbf7-25f7-4cd1-ab10-131877b231ac	5dd0dd6f-1217-4760-9c47-fc7493e507d9	992354cf-29e3-4170-bdaa-af986291f247	employer	f	2026-11-27 19:07:58.046684+00	2026-11-27 19:07:58.046495+00	\N	\N	\N
df592e09-e2b9-4795-9f39-e7f79c5c7f82	0783e8da-1c27-4dd6-8158-8cfa04263667	e321fbff-27c4-4466-aab8-3fd40f042615	employer	f	2026-11-27 19:08:10.070161+00	2026-11-27 19:08:10.065041+00	\N	\N	\N
\.
COPY public.account (id, email, display_name, language, created_at) FROM stdin;
1fd047e8-f719-4275-9737-14037285addd	an@janssens.invalid	An Janssens	nl	2026-11-27 19:07:57.970602+00
c639c813-aff3-4fae-9053-422806602c3c	bram@janssens.invalid	Bram Janssens	nl	2026-11-27 19:07:58.00691+00
6f1c24a0-f055-4732-acf7-c163f6a23880	chloe@lambert.invalid	Chloé Lambert	en	2026-11-27 19:07:58.02076+00
9b541dd4-2476-490e-a4ac-0579394f434b	dirk@office.invalid	Dirk De Smet	nl	2026-11-27 19:07:58.025773+00
0367866b-6483-42f0-8edd-8f04e7fa82d5	eva@office.invalid	Eva Maes	fr	2026-11-27 19:07:58.02984+00
b689c036-57c2-4cba-9ae2-2b0a0f1e9d25	mats@office.invalid	Mats Wouters	nl	2026-11-27 19:07:58.030826+00
0a8ed63e-f462-435f-958b-fa8618a746a7	greta@office.invalid	Greta Hermans	de	2026-11-27 19:07:58.045162+00
5dd0dd6f-1217-4760-9c47-fc7493e507d9	karim@horizon.invalid	Karim El Amrani	fr	2026-11-27 19:07:58.046271+00
0783e8da-1c27-4dd6-8158-8cfa04263667	12b41f8b-1473-41be-b9de-da0f7533cb8d@colleague.invalid	Colleague	nl	2026-11-27 19:08:10.061748+00
\.
COPY public.alembic_version (version_num) FROM stdin;
0010
\.
COPY public.api_token (id, digest, label, created_at, expires_at, revoked_at, access_id, mandate_id) FROM stdin;
555c084b-0ae9-4f66-a633-940ed3903aee	\\x4c16e4cb2d196fce235e291a9208a934170200390b0507f20af1e17dc5abb031	demonstration	2026-11-27 19:07:58.147949+00	\N	\N	76fd179c-6c74-485c-b5d6-c41d34053a9b	\N
7bf3c986-6e31-469a-82c4-016b04546b74	\\xd6b5c43af82bf8d3714b1e96b906c03ae32e79b01ca90a2bffd7c81850dd3478	test	2026-11-27 19:08:10.118108+00	\N	\N	df592e09-e2b9-4795-9f39-e7f79c5c7f82	\N
\.
COPY public.audit_entry (id, at, account_id, organisation_id, action, object_type, object_id, purpose, capacity, acting_organisation_id) FROM stdin;
1	2026-11-27 19:08:09.764689+00	1fd047e8-f719-4275-9737-14037285addd	e321fbff-27c4-4466-aab8-3fd40f042615	upload	extraction	67cc0bfe-c71b-40ab-b506-a3395ae4e4d5	\N	employer	e321fbff-27c4-4466-aab8-3fd40f042615
2	2026-11-27 19:08:10.044843+00	1fd047e8-f719-4275-9737-14037285addd	e321fbff-27c4-4466-aab8-3fd40f042615	reportNumber	request	6d8f6f78-4c7d-4782-b3b0-9408ff89d447	otherPerson	employer	e321fbff-27c4-4466-aab8-3fd40f042615
3	2026-11-27 19:08:10.044846+00	1fd047e8-f719-4275-9737-14037285addd	e321fbff-27c4-4466-aab8-3fd40f042615	reportNumber	person	f8c09729cceffdfd8236ae187d829ac65b9f871a101b53a3237cebed009e8939	otherPerson	employer	e321fbff-27c4-4466-aab8-3fd40f042615
4	2026-11-27 19:08:10.926337+00	1fd047e8-f719-4275-9737-14037285addd	e321fbff-27c4-4466-aab8-3fd40f042615	search	request	b624189c-fa1e-470b-ab44-f73a6fcae729	assignment	employer	e321fbff-27c4-4466-aab8-3fd40f042615
5	2026-11-27 19:08:10.96974+00	1fd047e8-f719-4275-9737-14037285addd	e321fbff-27c4-4466-aab8-3fd40f042615	assign	request	b624189c-fa1e-470b-ab44-f73a6fcae729	newPerson	employer	e321fbff-27c4-4466-aab8-3fd40f042615
6	2026-11-27 19:08:10.969749+00	1fd047e8-f719-4275-9737-14037285addd	e321fbff-27c4-4466-aab8-3fd40f042615	assign	person	707fc0336dd4fae34bf4e0de903f6762f83097d9e5263486eb98e78ffb72af20	newPerson	employer	e321fbff-27c4-4466-aab8-3fd40f042615
7	2026-11-27 19:08:19.251987+00	1fd047e8-f719-4275-9737-14037285addd	e321fbff-27c4-4466-aab8-3fd40f042615	search	request	0736e363-4481-47ce-a161-83a0f773737c	assignment	employer	e321fbff-27c4-4466-aab8-3fd40f042615
8	2026-11-27 19:08:19.754704+00	1fd047e8-f719-4275-9737-14037285addd	e321fbff-27c4-4466-aab8-3fd40f042615	search	request	13fb3679-efed-438a-9a77-60ffa347a63a	assignment	employer	e321fbff-27c4-4466-aab8-3fd40f042615
9	2026-11-27 19:08:20.361245+00	1fd047e8-f719-4275-9737-14037285addd	e321fbff-27c4-4466-aab8-3fd40f042615	search	request	f850df6d-9813-4795-96d8-0bcee1c503bc	assignment	employer	e321fbff-27c4-4466-aab8-3fd40f042615
\.
COPY public.audit_link ("position", entry_id, digest) FROM stdin;
1	1	\\x1204b71578158394c82f2f21f4a1c1826ee95fe238df7d447690bb7e59b21ead
2	2	\\xaedc0b2b6bc3363e850bc6c3e4d1fb1390383859cb78589ed0931b61872634cf
3	3	\\x7aeeb155fcd9eca7dcd332f060170aab2c7eb91382f7bdd1200181d0e298b87b
4	4	\\x7b3f3aca2162bece768cdcc33947e1615f7b3809b0a88ed7ac6a262559798fb7
5	5	\\x231f2093ab3d89a0b2396bd6487d90baea69d963fd1aa8f9b8e81c4750b3508a
6	6	\\xdccb0a404ca64e3d792a583708c49ebd71e18af53f0387b2a636a39bd750bd4d
7	7	\\x051e90880a4e06d2751b62081421a382860c796802d9d7ae7f81feec86b1e4e7
8	8	\\x31a013bcd0272d8e817b5cc4829dede6b8bf40293da864ea112a87a2f03b1c33
9	9	\\xdec69b6aa0ba61617776591e9c32264ad44f632b0a2fecbb88276afc275725c2
\.
COPY public.correction (id, ssin, request_id, reason, note, reported_by, reported_by_company, reported_at, outcome, right_ssin, settled_note, settled_by, settled_at) FROM stdin;
1ff97f77-cfaa-42a1-a3ac-1517bc6c41ee	37480400122	6d8f6f78-4c7d-4782-b3b0-9408ff89d447	otherPerson	\N	1fd047e8-f719-4275-9737-14037285addd	t	2026-11-27 19:08:09.975223+00	\N	\N	\N	\N	\N
\.
COPY public.extraction (id, organisation_id, account_id, job_id, own_sample, crops, page_count, created_at, request_id) FROM stdin;
67cc0bfe-c71b-40ab-b506-a3395ae4e4d5	e321fbff-27c4-4466-aab8-3fd40f042615	1fd047e8-f719-4275-9737-14037285addd	\N	f	[]	0	2026-11-27 19:08:09.770864+00	755e900b-134e-492d-8d2d-74a93c1a4198
c6070b7e-4932-4a78-baa9-eb090a59146a	e321fbff-27c4-4466-aab8-3fd40f042615	1fd047e8-f719-4275-9737-14037285addd	c9150c2a-9d80-495d-a164-a3e7daaddecc	f	[]	1	2026-11-27 19:08:10.288981+00	\N
18ab0539-8cfe-4f1c-9b61-d8f6fc68b74c	e321fbff-27c4-4466-aab8-3fd40f042615	1fd047e8-f719-4275-9737-14037285addd	2dbc6671-f5a0-44a2-840e-f176007b601c	f	[]	1	2026-11-27 19:08:11.106876+00	\N
09efad73-fa30-49b9-b6d7-957583ccdbda	e321fbff-27c4-4466-aab8-3fd40f042615	1fd047e8-f719-4275-9737-14037285addd	0e02ca2b-0345-4e35-bc3f-bb37f82d4584	f	[]	1	2026-11-27 19:08:19.449288+00	\N
89c01935-7adf-44d1-ab97-450cbccd13d7	e321fbff-27c4-4466-aab8-3fd40f042615	1fd047e8-f719-4275-9737-14037285addd	031454ef-1be5-45c6-8fc3-84b73679b479	f	[]	1	2026-11-27 19:08:19.903657+00	\N
\.
COPY public.idempotency_record (account_id, key, digest, answer, created_at) FROM stdin;
\.
COPY public.identity (id, issuer, subject_digest, account_id, created_at) FROM stdin;
\.
COPY public.invitation (id, organisation_id, email, role, invited_at, invited_by, expires_at, accepted_at, withdrawn_at) FROM stdin;
662f2519-df46-4e8b-8253-5d9f8508edfd	e321fbff-27c4-4466-aab8-3fd40f042615	12b41f8b-1473-41be-b9de-da0f7533cb8d@colleague.invalid	employer	2026-11-27 19:08:10.092604+00	\N	2026-11-28 19:08:10.065113+00	\N	\N
\.
COPY public.job (id, organisation_id, kind, subject_id, state, stage, progress, attempt, lease_until, error, created_at, published_at, finished_at, priority, max_attempts, not_before, started_at) FROM stdin;
c9150c2a-9d80-495d-a164-a3e7daaddecc	e321fbff-27c4-4466-aab8-3fd40f042615	extraction	c6070b7e-4932-4a78-baa9-eb090a59146a	done	queued	0	0	\N	\N	2026-11-27 19:08:10.259874+00	\N	2026-11-27 19:08:10.255628+00	1	3	2026-11-27 19:08:10.25987+00	\N
2dbc6671-f5a0-44a2-840e-f176007b601c	e321fbff-27c4-4466-aab8-3fd40f042615	extraction	18ab0539-8cfe-4f1c-9b61-d8f6fc68b74c	done	queued	0	0	\N	\N	2026-11-27 19:08:11.101404+00	\N	2026-11-27 19:08:11.092721+00	1	3	2026-11-27 19:08:11.101398+00	\N
0e02ca2b-0345-4e35-bc3f-bb37f82d4584	e321fbff-27c4-4466-aab8-3fd40f042615	extraction	09efad73-fa30-49b9-b6d7-957583ccdbda	done	queued	0	0	\N	\N	2026-11-27 19:08:19.441346+00	\N	2026-11-27 19:08:19.434677+00	1	3	2026-11-27 19:08:19.44134+00	\N
031454ef-1be5-45c6-8fc3-84b73679b479	e321fbff-27c4-4466-aab8-3fd40f042615	extraction	89c01935-7adf-44d1-ab97-450cbccd13d7	done	queued	0	0	\N	\N	2026-11-27 19:08:19.893501+00	\N	2026-11-27 19:08:19.886443+00	1	3	2026-11-27 19:08:19.893496+00	\N
\.
COPY public.mandate (id, provider_id, employer_id, valid_from, valid_until, asked_at, asked_by, approved_at, approved_by, revoked_at, revoked_by) FROM stdin;
e43ceed8-a7f7-4d86-8c91-cacb3482a940	992354cf-29e3-4170-bdaa-af986291f247	e321fbff-27c4-4466-aab8-3fd40f042615	2026-11-27	2027-11-27	2026-11-27 19:07:58.063427+00	\N	2026-11-27 19:07:58.047117+00	\N	\N	\N
8d54f5a2-3c74-4337-9bbd-28017148f15f	992354cf-29e3-4170-bdaa-af986291f247	e321fbff-27c4-4466-aab8-3fd40f042615	2029-08-23	2029-08-24	2026-11-27 19:08:10.097842+00	\N	\N	\N	\N	\N
\.
COPY public.organisation (id, name, enterprise_number, created_at, kind) FROM stdin;
e321fbff-27c4-4466-aab8-3fd40f042615	Bouwbedrijf Janssens (demo)	0123456749	2026-11-27 19:07:57.922695+00	employer
30d636eb-cf8e-4530-8e5f-3f7217cd7d3d	Transport Lambert (demo)	0987654394	2026-11-27 19:07:57.946403+00	employer
992354cf-29e3-4170-bdaa-af986291f247	Sociaal Secretariaat Horizon (demo)	0555666775	2026-11-27 19:07:57.954033+00	serviceProvider
036e2ddf-8d4f-408e-a660-49d9aba0cc6b	belgianIDpro Office (demo)	\N	2026-11-27 19:07:57.965695+00	office
\.
COPY public.outgoing_mail (id, request_id, recipient, language, template, parameters, attempts, next_attempt_at, created_at, sent_at, failed_at, failure_code) FROM stdin;
238e21cd-142e-4ee3-b016-c910caec4f1f	6d8f6f78-4c7d-4782-b3b0-9408ff89d447	an@janssens.invalid	nl	numberUnderCorrection	{}	0	2026-11-27 19:08:10.02159+00	2026-11-27 19:08:10.021594+00	\N	\N	\N
d7b2b33c-137b-418c-b7ce-78cab1b7d913	b624189c-fa1e-470b-ab44-f73a6fcae729	an@janssens.invalid	nl	numberAssigned	{}	0	2026-11-27 19:08:10.973124+00	2026-11-27 19:08:10.973133+00	\N	\N	\N
5242bfed-4e25-4796-92ac-db5dd7f4173f	0736e363-4481-47ce-a161-83a0f773737c	an@janssens.invalid	nl	underReview	{}	0	2026-11-27 19:08:19.307582+00	2026-11-27 19:08:19.30759+00	\N	\N	\N
9ba7cc4a-0512-4886-93fe-f0eb8bf124d6	13fb3679-efed-438a-9a77-60ffa347a63a	an@janssens.invalid	nl	underReview	{}	0	2026-11-27 19:08:19.783198+00	2026-11-27 19:08:19.783204+00	\N	\N	\N
405c5000-f8b7-44b3-94f4-d947e71bd58a	f850df6d-9813-4795-96d8-0bcee1c503bc	an@janssens.invalid	nl	underReview	{}	0	2026-11-27 19:08:20.405862+00	2026-11-27 19:08:20.405868+00	\N	\N	\N
0d7674f4-80fc-47d3-a441-04f9a37f4065	13fb3679-efed-438a-9a77-60ffa347a63a	an@janssens.invalid	nl	moreInformationNeeded	{"items": ["confirmGender"], "deadline": "2026-12-27T19:08:20.546047+00:00"}	0	2026-11-27 19:08:20.54721+00	2026-11-27 19:08:20.547213+00	\N	\N	\N
322734a3-062f-439e-87bd-caa85508cde8	f850df6d-9813-4795-96d8-0bcee1c503bc	an@janssens.invalid	nl	moreInformationNeeded	{"items": ["betterScan"], "deadline": "2026-12-27T19:08:20.636768+00:00"}	0	2026-11-27 19:08:20.637565+00	2026-11-27 19:08:20.637567+00	\N	\N	\N
cc390ac8-1a28-4e41-abd9-0631594424ab	f850df6d-9813-4795-96d8-0bcee1c503bc	an@janssens.invalid	nl	cancelled	{}	0	2026-11-27 19:08:20.721378+00	2026-11-27 19:08:20.721388+00	\N	\N	\N
\.
COPY public.pending_key (key, request_id) FROM stdin;
1238138479080730754	0736e363-4481-47ce-a161-83a0f773737c
1238138479449474504	0736e363-4481-47ce-a161-83a0f773737c
1238138480053675864	0736e363-4481-47ce-a161-83a0f773737c
1238138482063821262	0736e363-4481-47ce-a161-83a0f773737c
2431247314957461190	0736e363-4481-47ce-a161-83a0f773737c
2580126511297348350	0736e363-4481-47ce-a161-83a0f773737c
2600781684617002147	0736e363-4481-47ce-a161-83a0f773737c
3520568101601278047	0736e363-4481-47ce-a161-83a0f773737c
1237921065226160696	13fb3679-efed-438a-9a77-60ffa347a63a
1237921065623212088	13fb3679-efed-438a-9a77-60ffa347a63a
3109974427201889485	13fb3679-efed-438a-9a77-60ffa347a63a
3520568101601278047	13fb3679-efed-438a-9a77-60ffa347a63a
\.
COPY public.pending_name (place, code, request_id) FROM stdin;
1317962622	3056060878	0736e363-4481-47ce-a161-83a0f773737c
1531429551	3056060878	0736e363-4481-47ce-a161-83a0f773737c
3056060878	3056060878	0736e363-4481-47ce-a161-83a0f773737c
3646708470	3056060878	0736e363-4481-47ce-a161-83a0f773737c
914027437	1045915480	0736e363-4481-47ce-a161-83a0f773737c
1045915480	1045915480	0736e363-4481-47ce-a161-83a0f773737c
3432323879	1045915480	0736e363-4481-47ce-a161-83a0f773737c
441714120	441714120	0736e363-4481-47ce-a161-83a0f773737c
2056669155	441714120	0736e363-4481-47ce-a161-83a0f773737c
2069114324	441714120	0736e363-4481-47ce-a161-83a0f773737c
2176566622	441714120	0736e363-4481-47ce-a161-83a0f773737c
2912403682	441714120	0736e363-4481-47ce-a161-83a0f773737c
4245101729	441714120	0736e363-4481-47ce-a161-83a0f773737c
72970370	72970370	0736e363-4481-47ce-a161-83a0f773737c
290907915	72970370	0736e363-4481-47ce-a161-83a0f773737c
319838546	72970370	0736e363-4481-47ce-a161-83a0f773737c
2369578958	72970370	0736e363-4481-47ce-a161-83a0f773737c
3996814103	72970370	0736e363-4481-47ce-a161-83a0f773737c
467502016	2154942520	13fb3679-efed-438a-9a77-60ffa347a63a
1157336204	2154942520	13fb3679-efed-438a-9a77-60ffa347a63a
2027679513	2154942520	13fb3679-efed-438a-9a77-60ffa347a63a
2069838711	2154942520	13fb3679-efed-438a-9a77-60ffa347a63a
2154942520	2154942520	13fb3679-efed-438a-9a77-60ffa347a63a
2977638988	2154942520	13fb3679-efed-438a-9a77-60ffa347a63a
362000518	1757891128	13fb3679-efed-438a-9a77-60ffa347a63a
1213240282	1757891128	13fb3679-efed-438a-9a77-60ffa347a63a
1289613160	1757891128	13fb3679-efed-438a-9a77-60ffa347a63a
1757891128	1757891128	13fb3679-efed-438a-9a77-60ffa347a63a
4243592627	1757891128	13fb3679-efed-438a-9a77-60ffa347a63a
\.
COPY public.registry_key (key, person_id) FROM stdin;
1236118474306563886	1
1236118474417609581	1
1236118475122401885	1
1236118476718987135	1
1236332882320184701	2
1236332882356193019	2
1236674247832325222	3
1236674248802549698	3
1236674249884677610	3
1236763188324474048	4
1236763191225033736	4
1236977146884519754	5
1236977149021783411	5
1237021276410161062	6
1237021277618825489	6
1237064217515208494	7
1237064218546510794	7
1237275210298883453	8
1237275211795591575	8
1237405680876950115	9
1237405682436366872	9
1237405683625186981	9
1237405684451566206	9
1237450336331606257	10
1237450337086563690	10
1237533693108800815	11
1237533693879459454	11
1237576648424652826	12
1237576649853204732	12
1237579650316032633	13
1237579651603357506	13
1237579652151650522	13
1238006600180985418	14
1238006600689084911	14
1238050338113648038	15
1238050338688027972	15
1238177120906921158	16
1238177121215947004	16
1238265194222212953	17
1238265196379347072	17
1238267289401115400	18
1238267290744954833	18
1238267291272961813	18
1238267291572224479	18
1238479048454749163	19
1238479048468965675	19
1238479050867479990	19
1238479051795838426	19
1238567052806129898	20
1238567053317655370	20
1238567056375427235	20
1238695082259441221	21
1238695083459186844	21
1238737112618552786	22
1238737114086310982	22
1238910687715217656	23
1238910687720106423	23
1238993165907336020	24
1238993167477526991	24
1239079911361813332	25
1239079912576868143	25
2315828143778810220	21
2451253003918657924	3
2515007789483164505	3
2536077727918551904	22
2548737442134876721	13
2552412691519733581	19
2605210338423528268	18
2637675898586533433	13
2648536205713196113	6
2649240143506049415	18
2663803991080572646	2
2811628126351068334	20
2845845634239148519	10
2852862934259794481	19
2870222580784599012	12
2913695345431732260	17
2953819798290180999	15
2982188417323806264	4
2993438895626524649	19
3016948789883351813	16
3053200996209086023	5
3070982327464348613	1
3128483880909911286	25
3158425670563990232	8
3183398232186383829	9
3205185253125140398	11
3214179463196945830	24
3295005265649500058	23
3333793051511585529	14
3397597661696527783	7
3423332190409423264	1
3433300271683780605	9
3439895896999171567	20
3468611067303079844	10
3499187756171861106	24
3556369759038497074	25
3574944009015420717	19
3686435881928192997	18
3726072723084653490	23
3919098187899771404	8
3940032718968912922	14
3949013821382689508	16
3955705755888141816	21
3956772517293182628	1
3978559707850986956	5
4007472753008315487	17
4031157103487651052	13
4092146478172351607	15
4093419297759746953	22
4121740399284895066	20
4238994728206900145	6
4295558708055405905	2
4339553100936521969	9
4349370900588128654	4
4353084724206847684	11
4543004517246200278	3
1238435665996834175	26
1238435668260172513	26
1238435668281514196	26
1238435668364473239	26
1238435668990447106	26
1238435668998530778	26
2351873153067073685	26
2420490798357434843	26
2495750638771841193	26
2761640327174105365	26
2876844252850351098	26
3217993781667021621	26
3520568101601278047	26
\.
COPY public.registry_outline (person_id, name, birth, codes, family, given, place) FROM stdin;
1	0	19370804	\\x6d9bf50700000000000000000000000000000000000000002e2f57015de2f7317fd72191000000000000000000000000	ende	jeroen levi	Waschenhem
2	0	19420724	\\xfbc6f9c400000000000000000000000000000000000000007d55d4c20000000000000000000000000000000000000000	mangul	karanbay	Konya
3	0	19500205	\\xeab53f97664ceb1c00000000000000000000000000000000c2bfbf560000000000000000000000000000000000000000	cordias	brenda	Rio de Janeiro
4	0	19520913	\\xc01c5c2f000000000000000000000000000000000000000008243fdc0000000000000000000000000000000000000000	chemedo	merlin	Buea
5	0	19570729	\\x7305b8ca00000000000000000000000000000000000000004af7534b0000000000000000000000000000000000000000	comanral	gokcebalan	Eskişehir
6	0	19581004	\\x11e911480000000000000000000000000000000000000000a62707000000000000000000000000000000000000000000	ciobanu	marinela	Chișinău
7	0	19591002	\\xca9bcf3e00000000000000000000000000000000000000002e2f57010000000000000000000000000000000000000000	chattopadhyay	arjun	Mysuru
8	0	19640127	\\x7dfd4297000000000000000000000000000000000000000097f178f00000000000000000000000000000000000000000	tukcepic	nada	Split
9	0	19670505	\\x1862ab8000000000000000000000000000000000000000006392b823a55687c77ee2c8f8000000000000000000000000	gunes	serkan ibrahim	Diyarbakır
10	0	19680902	\\xf1a83b4c00000000000000000000000000000000000000006a653b790000000000000000000000000000000000000000	boubarani	ali	Kasnarhil
11	0	19700310	\\x2fcd534f00000000000000000000000000000000000000007e1e437d0000000000000000000000000000000000000000	zinchenpa	mykola	Berezniaky
12	0	19710311	\\x1a80ab9f0000000000000000000000000000000000000000fc78d1f40000000000000000000000000000000000000000	szoke	borbala	Szeged
13	0	19711010	\\x79da568e42df11db00000000000000000000000000000000da28c0fb0000000000000000000000000000000000000000	okir	sara	Tan-Tan
14	0	19810417	\\x4a6e60910000000000000000000000000000000000000000ef69a9af0000000000000000000000000000000000000000	benjelloun	abdelhak	Fès
15	0	19820601	\\x444d8d3b0000000000000000000000000000000000000000a6f550190000000000000000000000000000000000000000	wojcik	malgorzata	Gdańsk
16	0	19850120	\\xfca017170000000000000000000000000000000000000000c644ac040000000000000000000000000000000000000000	bavak	nora	Újpalota
17	0	19870626	\\x5957582f00000000000000000000000000000000000000008098ebaf0000000000000000000000000000000000000000	lizila	agim	Fier
18	0	19871114	\\x155f4f710000000000000000000000000000000000000000d19fd651dfc125830843bd01000000000000000000000000	wasiuk	andrzej dawid	Tarłacki
19	0	19920418	\\xdab50dc8ebbbe8002ba9c101000000000000000000000000b615b8900000000000000000000000000000000000000000	muller grossmann	kathe	Köln
20	0	19940908	\\xea08031da330c2f1000000000000000000000000000000004a4b803b0000000000000000000000000000000000000000	fasni	moune	Kanzatil
21	0	19970717	\\x45e6184b00000000000000000000000000000000000000009c909b920000000000000000000000000000000000000000	munteanu	stefan	Timișoara
22	0	19980503	\\xd2cdb83f0000000000000000000000000000000000000000460435970000000000000000000000000000000000000000	toussaint	jean	Marseille 09
23	0	20020916	\\xf850b3d90000000000000000000000000000000000000000b7e9fdd90000000000000000000000000000000000000000	boskova	zuzana	Ružomberok
24	0	20040120	\\xcf51a2aa0000000000000000000000000000000000000000541b0b4d0000000000000000000000000000000000000000	kravleko	allosen	Bismislyov
25	0	20060317	\\x541b0b4d00000000000000000000000000000000000000002f5f77950000000000000000000000000000000000000000	olszyna	krzysztof	Radom
26	0	19910317	\\xdaa6d4efd4d817c57f65ea3c000000000000000000000000024e59ef97b309cae132d2c3000000000000000000000000	quispe mamani	yareli xochitl	Cochabamba
\.
COPY public.registry_person (ssin, data, status, replaced_by, created_at, request_id, id, frozen_at) FROM stdin;
42472400105	{"ssin": "42472400105", "names": [{"kind": "current", "familyName": "Mangül", "givenNames": "Karanbay"}], "gender": 1, "status": "active", "birthDate": "1942-07-24", "documents": [{"kind": "identityCard", "issuer": "TUR", "number": "F73E92836", "expiryDate": "2030-06-28"}], "nationality": "TUR", "placeOfBirth": "Konya", "countryOfBirth": "TUR", "residenceAddress": {"country": "TUR", "municipalityName": "Harıklik"}}	active	\N	2026-11-27 19:07:57.642712+00	\N	2	\N
50420500228	{"ssin": "50420500228", "names": [{"kind": "current", "familyName": "de Cordias", "givenNames": "Brenda"}], "gender": 2, "status": "active", "birthDate": "1950-02-05", "documents": [{"kind": "passport", "issuer": "BRA", "number": "KP2797612", "expiryDate": "2023-02-09"}], "nationality": "BRA", "placeOfBirth": "Rio de Janeiro", "countryOfBirth": "BRA", "residenceAddress": {"country": "BRA", "municipalityName": "Campo Grande"}}	active	\N	2026-11-27 19:07:57.642712+00	\N	3	\N
52091300185	{"ssin": "52091300185", "names": [{"kind": "current", "familyName": "Chemedo", "givenNames": "Merlin"}], "gender": 1, "status": "active", "birthDate": "1952-09-13", "documents": [{"kind": "identityCard", "issuer": "CMR", "number": "R02778024", "expiryDate": "2030-06-14"}], "nationality": "CMR", "placeOfBirth": "Buea", "countryOfBirth": "CMR", "residenceAddress": {"country": "CMR", "municipalityName": "Okoa"}}	active	\N	2026-11-27 19:07:57.642712+00	\N	4	\N
57472900173	{"ssin": "57472900173", "names": [{"kind": "current", "familyName": "Çomanral", "givenNames": "Gökçebalan"}], "gender": 1, "status": "active", "birthDate": "1957-07-29", "documents": [{"kind": "passport", "issuer": "TUR", "number": "A00000000", "expiryDate": "2035-02-01"}], "nationality": "TUR", "placeOfBirth": "Eskişehir", "countryOfBirth": "TUR", "residenceAddress": {"country": "TUR", "municipalityName": "Çiğli"}}	active	\N	2026-11-27 19:07:57.642712+00	\N	5	\N
58500400288	{"ssin": "58500400288", "names": [{"kind": "current", "familyName": "Ciobanu", "givenNames": "Marinela"}], "gender": 2, "status": "active", "birthDate": "1958-10-04", "documents": [{"kind": "identityCard", "issuer": "MDA", "number": "H01389012", "expiryDate": "2023-03-15"}], "nationality": "MDA", "placeOfBirth": "Chișinău", "countryOfBirth": "MDA", "residenceAddress": {"country": "MDA", "municipalityName": "Ungheni"}}	active	\N	2026-11-27 19:07:57.642712+00	\N	6	\N
59500260155	{"ssin": "59500260155", "names": [{"kind": "current", "familyName": "Chattopadhyay", "givenNames": "Arjun"}], "gender": 1, "status": "active", "birthDate": "1959-10-02", "documents": [], "nationality": "UTO", "placeOfBirth": "Mysuru", "countryOfBirth": "IND"}	active	\N	2026-11-27 19:07:57.642712+00	\N	7	\N
64012700254	{"ssin": "64012700254", "names": [{"kind": "current", "familyName": "Tukcepić", "givenNames": "Nada"}], "gender": 2, "status": "active", "birthDate": "1964-01-27", "documents": [{"kind": "identityCard", "issuer": "HRV", "number": "J29563580", "expiryDate": "2034-11-27"}], "nationality": "HRV", "placeOfBirth": "Split", "countryOfBirth": "HRV", "residenceAddress": {"country": "HRV", "municipalityName": "Zadar"}}	active	\N	2026-11-27 19:07:57.642712+00	\N	8	\N
67450560101	{"ssin": "67450560101", "names": [{"kind": "current", "familyName": "Güneş", "givenNames": "Serkan İbrahim"}], "gender": 1, "status": "active", "birthDate": "1967-05-05", "documents": [{"kind": "passport", "issuer": "UTO", "number": "UA5019135", "expiryDate": "2023-04-16"}], "nationality": "UTO", "placeOfBirth": "Diyarbakır", "countryOfBirth": "TUR"}	active	\N	2026-11-27 19:07:57.642712+00	\N	9	\N
68490200161	{"ssin": "68490200161", "names": [{"kind": "current", "familyName": "BouBarani", "givenNames": "Ali"}], "gender": 1, "status": "active", "birthDate": "1968-09-02", "documents": [{"kind": "identityCard", "issuer": "PRT", "number": "777087648", "expiryDate": "2025-04-16"}], "nationality": "PRT", "placeOfBirth": "Kasnarhil", "countryOfBirth": "MAR", "residenceAddress": {"country": "MAR", "municipalityName": "Larache"}}	active	\N	2026-11-27 19:07:57.642712+00	\N	10	\N
70431000115	{"ssin": "70431000115", "names": [{"kind": "current", "familyName": "Zinchenpa", "givenNames": "Mykola"}], "gender": 1, "status": "active", "birthDate": "1970-03-10", "documents": [{"kind": "passport", "issuer": "UKR", "number": "AP9186468", "expiryDate": "2023-10-17"}], "nationality": "UKR", "placeOfBirth": "Berezniaky", "countryOfBirth": "UKR", "residenceAddress": {"country": "BEL", "municipalityName": "Hoogstraten"}}	active	\N	2026-11-27 19:07:57.642712+00	\N	11	\N
71431160086	{"ssin": "71431160086", "names": [{"kind": "current", "familyName": "Szőke", "givenNames": "Borbála"}], "gender": 2, "status": "active", "birthDate": "1971-03-11", "documents": [], "nationality": "UTO", "placeOfBirth": "Szeged", "countryOfBirth": "HUN"}	active	\N	2026-11-27 19:07:57.642712+00	\N	12	\N
71101000295	{"ssin": "71101000295", "names": [{"kind": "current", "familyName": "El Okir", "givenNames": "Sara"}], "gender": 2, "status": "active", "birthDate": "1971-10-10", "documents": [{"kind": "identityCard", "issuer": "MAR", "number": "XL0396816", "expiryDate": "2031-02-19"}], "nationality": "MAR", "placeOfBirth": "Tan-Tan", "countryOfBirth": "MAR", "residenceAddress": {"country": "MAR", "municipalityName": "Fès"}}	active	\N	2026-11-27 19:07:57.642712+00	\N	13	\N
81441760125	{"ssin": "81441760125", "names": [{"kind": "current", "familyName": "Benjelloun", "givenNames": "Abdelhak"}], "gender": 1, "status": "active", "birthDate": "1981-04-17", "documents": [{"kind": "residencePermit", "issuer": "UTO", "number": "UK2268155", "expiryDate": "2036-01-25"}], "nationality": "MAR", "placeOfBirth": "Fès", "countryOfBirth": "MAR"}	active	\N	2026-11-27 19:07:57.642712+00	\N	14	\N
82460160056	{"ssin": "82460160056", "names": [{"kind": "current", "familyName": "Wójcik", "givenNames": "Małgorzata"}], "gender": 2, "status": "active", "birthDate": "1982-06-01", "documents": [{"kind": "passport", "issuer": "UTO", "number": "UW9452624", "expiryDate": "2036-03-18"}], "nationality": "UTO", "placeOfBirth": "Gdańsk", "countryOfBirth": "POL"}	active	\N	2026-11-27 19:07:57.642712+00	\N	15	\N
85012000226	{"ssin": "85012000226", "names": [{"kind": "current", "familyName": "Bavák", "givenNames": "Nóra"}], "gender": 2, "status": "active", "birthDate": "1985-01-20", "documents": [{"kind": "passport", "issuer": "HUN", "number": "WD5595224", "expiryDate": "2029-12-22"}], "nationality": "HUN", "placeOfBirth": "Újpalota", "countryOfBirth": "HUN", "residenceAddress": {"country": "BEL", "municipalityName": "Dendermonde"}}	active	\N	2026-11-27 19:07:57.642712+00	\N	16	\N
87462600110	{"ssin": "87462600110", "names": [{"kind": "current", "familyName": "Lizila", "givenNames": "Agim"}], "gender": 1, "status": "active", "birthDate": "1987-06-26", "documents": [{"kind": "passport", "issuer": "ALB", "number": "BX3988060", "expiryDate": "2028-01-20"}], "nationality": "ALB", "placeOfBirth": "Fier", "countryOfBirth": "ALB", "residenceAddress": {"country": "ALB", "municipalityName": "Tiranë"}}	active	\N	2026-11-27 19:07:57.642712+00	\N	17	\N
87111400128	{"ssin": "87111400128", "names": [{"kind": "current", "familyName": "Wasiuk", "givenNames": "Andrzej Dawid"}], "gender": 1, "status": "active", "birthDate": "1987-11-14", "documents": [{"kind": "passport", "issuer": "POL", "number": "TP5992040", "expiryDate": "2024-04-06"}], "nationality": "POL", "placeOfBirth": "Tarłacki", "countryOfBirth": "POL", "residenceAddress": {"country": "BEL", "municipalityName": "Mordsberneau"}}	active	\N	2026-11-27 19:07:57.642712+00	\N	18	\N
92441860033	{"ssin": "92441860033", "names": [{"kind": "current", "familyName": "Müller-Großmann", "givenNames": "Käthe"}], "gender": 2, "status": "active", "birthDate": "1992-04-18", "documents": [{"kind": "passport", "issuer": "UTO", "number": "UL6132270", "expiryDate": "2035-12-10"}], "nationality": "UTO", "placeOfBirth": "Köln", "countryOfBirth": "DEU"}	active	\N	2026-11-27 19:07:57.642712+00	\N	19	\N
94490800139	{"ssin": "94490800139", "names": [{"kind": "current", "familyName": "El Fasni", "givenNames": "Moune"}], "gender": 1, "status": "active", "birthDate": "1994-09-08", "documents": [{"kind": "passport", "issuer": "MAR", "number": "LW7599204", "expiryDate": "2032-05-26"}], "nationality": "MAR", "placeOfBirth": "Kanzatil", "countryOfBirth": "MAR", "residenceAddress": {"country": "MAR", "municipalityName": "Melsite"}}	active	\N	2026-11-27 19:07:57.642712+00	\N	20	\N
97471760191	{"ssin": "97471760191", "names": [{"kind": "current", "familyName": "Munteanu", "givenNames": "Ștefan"}], "gender": 1, "status": "active", "birthDate": "1997-07-17", "documents": [{"kind": "identityCard", "issuer": "UTO", "number": "UW3102566", "expiryDate": "2035-11-25"}], "nationality": "UTO", "placeOfBirth": "Timișoara", "countryOfBirth": "ROU"}	active	\N	2026-11-27 19:07:57.642712+00	\N	21	\N
98450300151	{"ssin": "98450300151", "names": [{"kind": "current", "familyName": "Toussaint", "givenNames": "Jean"}], "gender": 1, "status": "active", "birthDate": "1998-05-03", "documents": [{"kind": "identityCard", "issuer": "FRA", "number": "D1S7X6E44", "expiryDate": "2027-05-27"}], "nationality": "FRA", "placeOfBirth": "Marseille 09", "countryOfBirth": "FRA", "residenceAddress": {"country": "FRA", "municipalityName": "Saint-Priest"}}	active	\N	2026-11-27 19:07:57.642712+00	\N	22	\N
02491600229	{"ssin": "02491600229", "names": [{"kind": "current", "familyName": "Bošková", "givenNames": "Zuzana"}], "gender": 2, "status": "active", "birthDate": "2002-09-16", "documents": [{"kind": "identityCard", "issuer": "SVK", "number": "EL3591244", "expiryDate": "2023-07-12"}], "nationality": "SVK", "placeOfBirth": "Ružomberok", "countryOfBirth": "SVK", "residenceAddress": {"country": "SVK", "municipalityName": "Popdloto"}}	active	\N	2026-11-27 19:07:57.642712+00	\N	23	\N
04412000190	{"ssin": "04412000190", "names": [{"kind": "current", "familyName": "Kravleko", "givenNames": "Allosen"}], "gender": 1, "status": "active", "birthDate": "2004-01-20", "documents": [{"kind": "passport", "issuer": "UKR", "number": "SH1190448", "expiryDate": "2031-09-25"}], "nationality": "UKR", "placeOfBirth": "Bismislyov", "countryOfBirth": "UKR", "residenceAddress": {"country": "UKR", "municipalityName": "Borshchahivka"}}	active	\N	2026-11-27 19:07:57.642712+00	\N	24	\N
06431700142	{"ssin": "06431700142", "names": [{"kind": "current", "familyName": "Olszyna", "givenNames": "Krzysztof"}], "gender": 1, "status": "active", "birthDate": "2006-03-17", "documents": [{"kind": "identityCard", "issuer": "POL", "number": "YTM956328", "expiryDate": "2032-09-05"}], "nationality": "POL", "placeOfBirth": "Radom", "countryOfBirth": "POL", "residenceAddress": {"country": "BEL", "municipalityName": "Schaerdede"}}	active	\N	2026-11-27 19:07:57.642712+00	\N	25	\N
37480400122	{"ssin": "37480400122", "names": [{"kind": "current", "familyName": "Ende", "givenNames": "Jeroen Levi"}], "gender": 1, "status": "active", "birthDate": "1937-08-04", "documents": [{"kind": "passport", "issuer": "NLD", "number": "NUD6M6608", "expiryDate": "2034-11-20"}], "nationality": "NLD", "placeOfBirth": "Waschenhem", "countryOfBirth": "NLD", "residenceAddress": {"country": "BEL", "municipalityName": "Uccle"}}	active	\N	2026-11-27 19:07:57.642712+00	\N	1	2026-11-27 19:08:09.92406+00
91431700251	{"ssin": "91431700251", "names": [{"kind": "current", "familyName": "Quispe Mamani", "givenNames": "Yareli Xóchitl"}], "gender": 2, "status": "active", "birthDate": "1991-03-17", "documents": [{"kind": "passport", "issuer": "POL", "number": "ZZ9876543", "expiryDate": "2036-01-01"}], "placeOfBirth": "Cochabamba", "residenceAddress": {"country": "BEL", "postCode": "9000", "streetName": "Kouter", "houseNumber": "1", "municipalityName": "Gent"}}	active	\N	2026-11-27 19:08:10.900536+00	b624189c-fa1e-470b-ab44-f73a6fcae729	26	\N
\.
COPY public.registry_range (prefix, since_2000, gender, next_counter) FROM stdin;
\.
COPY public.registry_reserved (number) FROM stdin;
\.
COPY public.registry_statistics (id, frequencies, persons, updated_at, name_keys, last_id) FROM stdin;
1	{"size": 25, "counts": {"given": {"ali": 1, "agim": 1, "jean": 1, "levi": 1, "nada": 1, "nora": 1, "sara": 1, "arjun": 1, "dawid": 1, "kathe": 1, "moune": 1, "brenda": 1, "jeroen": 1, "merlin": 1, "mykola": 1, "serkan": 1, "stefan": 1, "zuzana": 1, "allosen": 1, "andrzej": 1, "borbala": 1, "ibrahim": 1, "abdelhak": 1, "karanbay": 1, "marinela": 1, "krzysztof": 1, "gokcebalan": 1, "malgorzata": 1}, "place": {"MAR|fes": 1, "ALB|fier": 1, "CMR|buea": 1, "DEU|koln": 1, "DEU|koeln": 1, "HRV|split": 1, "POL|radom": 1, "TUR|konya": 1, "HUN|szeged": 1, "IND|mysuru": 1, "MAR|tantan": 1, "POL|gdansk": 1, "HUN|ujpalota": 1, "MAR|kanzatil": 1, "MDA|chisinau": 1, "POL|tarlacki": 1, "FRA|marseille": 1, "MAR|kasnarhil": 1, "ROU|timisoara": 1, "TUR|eskisehir": 1, "NLD|waschenhem": 1, "SVK|ruzomberok": 1, "TUR|diyarbakir": 1, "UKR|berezniaky": 1, "UKR|bismislyov": 1, "BRA|riodejaneiro": 1}, "family": {"ende": 1, "okir": 1, "bavak": 1, "fasni": 1, "gunes": 1, "szoke": 1, "lizila": 1, "mangul": 1, "muller": 1, "wasiuk": 1, "wojcik": 1, "boskova": 1, "chemedo": 1, "ciobanu": 1, "cordias": 1, "olszyna": 1, "comanral": 1, "kravleko": 1, "munteanu": 1, "tukcepic": 1, "boubarani": 1, "grossmann": 1, "toussaint": 1, "zinchenpa": 1, "benjelloun": 1, "chattopadhyay": 1, "mullergrossmann": 1}, "country": {"ALB": 1, "BRA": 1, "CMR": 1, "DEU": 1, "FRA": 1, "HRV": 1, "HUN": 2, "IND": 1, "MAR": 4, "MDA": 1, "NLD": 1, "POL": 3, "ROU": 1, "SVK": 1, "TUR": 3, "UKR": 2}, "birthDate": {"1937-08-04": 1, "1942-07-24": 1, "1950-02-05": 1, "1952-09-13": 1, "1957-07-29": 1, "1958-10-04": 1, "1959-10-02": 1, "1964-01-27": 1, "1967-05-05": 1, "1968-09-02": 1, "1970-03-10": 1, "1971-03-11": 1, "1971-10-10": 1, "1981-04-17": 1, "1982-06-01": 1, "1985-01-20": 1, "1987-06-26": 1, "1987-11-14": 1, "1992-04-18": 1, "1994-09-08": 1, "1997-07-17": 1, "1998-05-03": 1, "2002-09-16": 1, "2004-01-20": 1, "2006-03-17": 1}, "nationality": {"ALB": 1, "BRA": 1, "CMR": 1, "FRA": 1, "HRV": 1, "HUN": 1, "MAR": 3, "MDA": 1, "NLD": 1, "POL": 2, "PRT": 1, "SVK": 1, "TUR": 2, "UKR": 2, "UTO": 6}, "nationalGiven": {"PRT|ali": 1, "ALB|agim": 1, "FRA|jean": 1, "HRV|nada": 1, "HUN|nora": 1, "MAR|sara": 1, "NLD|levi": 1, "MAR|moune": 1, "POL|dawid": 1, "UTO|arjun": 1, "UTO|kathe": 1, "BRA|brenda": 1, "CMR|merlin": 1, "NLD|jeroen": 1, "SVK|zuzana": 1, "UKR|mykola": 1, "UTO|serkan": 1, "UTO|stefan": 1, "POL|andrzej": 1, "UKR|allosen": 1, "UTO|borbala": 1, "UTO|ibrahim": 1, "MAR|abdelhak": 1, "MDA|marinela": 1, "TUR|karanbay": 1, "POL|krzysztof": 1, "TUR|gokcebalan": 1, "UTO|malgorzata": 1}}}	25	2026-11-27 19:08:08.932957+00	abdlk\nabrm\nagm\nakr\nal\nalfsn\nalkr\nalsn\nan\nand\nandz\nandzdv\narn\narnlv\nbbrn\nbnln\nbrbl\nbrnd\nbskv\nbvk\ncbn\ncmd\ncmnrl\ncrds\nctpd\ndcrds\ndvd\nfsn\ngkcbln\ngns\ngrsmn\nkrnb\nkrvlk\nkt\nkzstf\nlv\nlzl\nmkl\nmlgzt\nmlr\nmlrgrs\nmn\nmngl\nmntn\nmrln\nmrnl\nnd\nnr\nsk\nsr\nsrkn\nsrknbr\nstfn\ntkcpc\ntsnt\nvck\nvsk\nzncnp\nzzn	25
\.
COPY public.request (id, organisation_id, account_id, extraction_id, state, email, language, person, document, residence_address, contact_address, prefilled, evidence, decision, ssin, instant, items, refusal_code, note, deadline, version, created_at, submitted_at, updated_at, number_state, former_ssins, completed) FROM stdin;
755e900b-134e-492d-8d2d-74a93c1a4198	e321fbff-27c4-4466-aab8-3fd40f042615	1fd047e8-f719-4275-9737-14037285addd	\N	draft	an@janssens.invalid	nl	{}	\N	\N	\N	{}	\N	\N	\N	f	[]	\N	\N	\N	2	2026-11-27 19:08:09.628782+00	\N	2026-11-27 19:08:09.648086+00	\N	[]	[]
6d8f6f78-4c7d-4782-b3b0-9408ff89d447	e321fbff-27c4-4466-aab8-3fd40f042615	1fd047e8-f719-4275-9737-14037285addd	\N	numberAssigned	an@janssens.invalid	nl	{}	\N	\N	\N	{}	\N	\N	37480400122	f	[]	\N	\N	\N	3	2026-11-27 19:08:09.847012+00	2026-11-27 19:08:09.904743+00	2026-11-27 19:08:10.017129+00	underCorrection	[]	[]
b624189c-fa1e-470b-ab44-f73a6fcae729	e321fbff-27c4-4466-aab8-3fd40f042615	1fd047e8-f719-4275-9737-14037285addd	c6070b7e-4932-4a78-baa9-eb090a59146a	numberAssigned	an@janssens.invalid	nl	{"gender": 2, "birthDate": "1991-03-17", "familyName": "Quispe Mamani", "givenNames": "Yareli Xóchitl", "placeOfBirth": "Cochabamba"}	{"kind": "passport", "issuer": "POL", "number": "ZZ9876543", "expiryDate": "2036-01-01"}	{"country": "BEL", "postCode": "9000", "streetName": "Kouter", "houseNumber": "1", "municipalityName": "Gent"}	\N	{"gender": {"crop": false, "page": 0, "zone": "visual", "value": 2, "status": "verified", "polygon": [[1.0, 1.0], [9.0, 1.0], [9.0, 5.0], [1.0, 5.0]], "confidence": 0.999}, "birthDate": {"crop": false, "page": 0, "zone": "visual", "value": "1991-03-17", "status": "verified", "polygon": [[1.0, 1.0], [9.0, 1.0], [9.0, 5.0], [1.0, 5.0]], "confidence": 0.999}, "expiryDate": {"crop": false, "page": 0, "zone": "visual", "value": "2036-01-01", "status": "verified", "polygon": [[1.0, 1.0], [9.0, 1.0], [9.0, 5.0], [1.0, 5.0]], "confidence": 0.999}, "familyName": {"crop": false, "page": 0, "zone": "visual", "value": "Quispe Mamani", "status": "verified", "polygon": [[1.0, 1.0], [9.0, 1.0], [9.0, 5.0], [1.0, 5.0]], "confidence": 0.999}, "givenNames": {"crop": false, "page": 0, "zone": "visual", "value": "Yareli Xóchitl", "status": "verified", "polygon": [[1.0, 1.0], [9.0, 1.0], [9.0, 5.0], [1.0, 5.0]], "confidence": 0.999}, "placeOfBirth": {"crop": false, "page": 0, "zone": "visual", "value": "Cochabamba", "status": "verified", "polygon": [[1.0, 1.0], [9.0, 1.0], [9.0, 5.0], [1.0, 5.0]], "confidence": 0.999}, "documentIssuer": {"crop": false, "value": "POL", "status": "read", "polygon": [], "confidence": 0.5}, "documentNumber": {"crop": false, "page": 0, "zone": "visual", "value": "ZZ9876543", "status": "verified", "polygon": [[1.0, 1.0], [9.0, 1.0], [9.0, 5.0], [1.0, 5.0]], "confidence": 0.999}}	{"fields": {"gender": {"status": "verified", "confidence": 0.999, "changedByHand": false}, "birthDate": {"status": "verified", "confidence": 0.999, "changedByHand": false}, "expiryDate": {"status": "verified", "confidence": 0.999, "changedByHand": false}, "familyName": {"status": "verified", "confidence": 0.999, "changedByHand": false}, "givenNames": {"status": "verified", "confidence": 0.999, "changedByHand": false}, "placeOfBirth": {"status": "verified", "confidence": 0.999, "changedByHand": false}, "documentIssuer": {"status": "read", "confidence": 0.5, "changedByHand": false}, "documentNumber": {"status": "verified", "confidence": 0.999, "changedByHand": false}}, "documents": [{"expired": false, "genuine": true, "acceptable": true}]}	{"id": "b624189c-fa1e-470b-ab44-f73a6fcae729", "outcome": "newPerson", "reasons": [{"code": "nobodyAlike", "detail": "Nobody in the registry resembles the person."}], "candidates": []}	91431700251	f	[]	\N	\N	\N	4	2026-11-27 19:08:10.454913+00	2026-11-27 19:08:10.636929+00	2026-11-27 19:08:10.98539+00	valid	[]	[]
f850df6d-9813-4795-96d8-0bcee1c503bc	e321fbff-27c4-4466-aab8-3fd40f042615	1fd047e8-f719-4275-9737-14037285addd	89c01935-7adf-44d1-ab97-450cbccd13d7	cancelled	an@janssens.invalid	nl	{"gender": 2, "birthDate": "1996-09-29", "familyName": "Bondarchukivska", "givenNames": "Zlatomyra", "placeOfBirth": "Rivne"}	{"kind": "passport", "issuer": "POL", "number": "ZZ9876543", "expiryDate": "2036-01-01"}	{"country": "BEL", "postCode": "9000", "streetName": "Kouter", "houseNumber": "1", "municipalityName": "Gent"}	\N	{"gender": {"crop": false, "page": 0, "zone": "visual", "value": 2, "status": "verified", "polygon": [[1.0, 1.0], [9.0, 1.0], [9.0, 5.0], [1.0, 5.0]], "confidence": 0.999}, "birthDate": {"crop": false, "page": 0, "zone": "visual", "value": "1996-09-29", "status": "verified", "polygon": [[1.0, 1.0], [9.0, 1.0], [9.0, 5.0], [1.0, 5.0]], "confidence": 0.999}, "expiryDate": {"crop": false, "page": 0, "zone": "visual", "value": "2036-01-01", "status": "verified", "polygon": [[1.0, 1.0], [9.0, 1.0], [9.0, 5.0], [1.0, 5.0]], "confidence": 0.999}, "familyName": {"crop": false, "page": 0, "zone": "visual", "value": "Bondarchukivska", "status": "verified", "polygon": [[1.0, 1.0], [9.0, 1.0], [9.0, 5.0], [1.0, 5.0]], "confidence": 0.999}, "givenNames": {"crop": false, "page": 0, "zone": "visual", "value": "Zlatomyra", "status": "verified", "polygon": [[1.0, 1.0], [9.0, 1.0], [9.0, 5.0], [1.0, 5.0]], "confidence": 0.999}, "placeOfBirth": {"crop": false, "page": 0, "zone": "visual", "value": "Rivne", "status": "verified", "polygon": [[1.0, 1.0], [9.0, 1.0], [9.0, 5.0], [1.0, 5.0]], "confidence": 0.999}, "documentIssuer": {"crop": false, "value": "POL", "status": "read", "polygon": [], "confidence": 0.5}, "documentNumber": {"crop": false, "page": 0, "zone": "visual", "value": "ZZ9876543", "status": "verified", "polygon": [[1.0, 1.0], [9.0, 1.0], [9.0, 5.0], [1.0, 5.0]], "confidence": 0.999}}	{"fields": {"gender": {"status": "verified", "confidence": 0.999, "changedByHand": false}, "birthDate": {"status": "verified", "confidence": 0.999, "changedByHand": false}, "expiryDate": {"status": "verified", "confidence": 0.999, "changedByHand": false}, "familyName": {"status": "verified", "confidence": 0.999, "changedByHand": false}, "givenNames": {"status": "verified", "confidence": 0.999, "changedByHand": false}, "placeOfBirth": {"status": "verified", "confidence": 0.999, "changedByHand": false}, "documentIssuer": {"status": "read", "confidence": 0.5, "changedByHand": false}, "documentNumber": {"status": "verified", "confidence": 0.999, "changedByHand": false}}, "documents": [{"expired": false, "genuine": false, "acceptable": true}]}	{"id": "f850df6d-9813-4795-96d8-0bcee1c503bc", "outcome": "review", "reasons": [{"code": "familyNameConflict", "detail": "The family names contradict each other."}, {"code": "givenNamesConflict", "detail": "The given names contradict each other: this may be a twin or another relative."}, {"code": "birthDateConflict", "detail": "The birth dates contradict each other: this may be a parent or another relative."}, {"code": "uncertain", "detail": "A person of the registry may be meant, but the evidence does not suffice."}, {"code": "similarPersonExists", "detail": "Somebody in the registry is too similar to make a new number at once."}, {"code": "evidenceInsufficient", "detail": "The data are not verified on an acceptable document."}], "candidates": [{"bits": -12.74, "ssin": "91431700251", "prior": -4.64, "rivals": 0.0, "vetoes": ["familyNameConflict", "givenNamesConflict", "birthDateConflict"], "evidence": [{"bits": -6.586, "field": "familyName", "level": "different", "query": "Bondarchukivska", "candidate": "Quispe Mamani"}, {"bits": -8.814, "field": "givenNames", "level": "different", "query": "Zlatomyra", "candidate": "Yareli Xóchitl"}, {"bits": -10.302, "field": "birthDate", "level": "different", "query": "1996-09-29", "candidate": "1991-03-17"}, {"bits": 0.023, "field": "gender", "level": "equal", "query": "2", "candidate": "2"}, {"bits": -4.675, "field": "placeOfBirth", "level": "different", "query": "Rivne", "candidate": "Cochabamba"}, {"bits": 17.61, "field": "document", "level": "equal", "query": "ZZ9876543", "candidate": "ZZ9876543"}], "probability": 0.000005831}]}	\N	f	["betterScan"]	\N	\N	2026-12-27 19:08:20.636768+00	6	2026-11-27 19:08:19.981462+00	2026-11-27 19:08:20.092733+00	2026-11-27 19:08:20.724618+00	\N	[]	[]
0736e363-4481-47ce-a161-83a0f773737c	e321fbff-27c4-4466-aab8-3fd40f042615	1fd047e8-f719-4275-9737-14037285addd	18ab0539-8cfe-4f1c-9b61-d8f6fc68b74c	underReview	an@janssens.invalid	nl	{"gender": 2, "birthDate": "1984-11-23", "familyName": "Tuilagi Faleolo", "givenNames": "Manusina", "placeOfBirth": "Apia"}	{"kind": "passport", "issuer": "POL", "number": "ZZ9876543", "expiryDate": "2036-01-01"}	{"country": "BEL", "postCode": "9000", "streetName": "Kouter", "houseNumber": "1", "municipalityName": "Gent"}	\N	{"gender": {"crop": false, "page": 0, "zone": "visual", "value": 2, "status": "verified", "polygon": [[1.0, 1.0], [9.0, 1.0], [9.0, 5.0], [1.0, 5.0]], "confidence": 0.999}, "birthDate": {"crop": false, "page": 0, "zone": "visual", "value": "1984-11-23", "status": "verified", "polygon": [[1.0, 1.0], [9.0, 1.0], [9.0, 5.0], [1.0, 5.0]], "confidence": 0.999}, "expiryDate": {"crop": false, "page": 0, "zone": "visual", "value": "2036-01-01", "status": "verified", "polygon": [[1.0, 1.0], [9.0, 1.0], [9.0, 5.0], [1.0, 5.0]], "confidence": 0.999}, "familyName": {"crop": false, "page": 0, "zone": "visual", "value": "Tuilagi Faleolo", "status": "verified", "polygon": [[1.0, 1.0], [9.0, 1.0], [9.0, 5.0], [1.0, 5.0]], "confidence": 0.999}, "givenNames": {"crop": false, "page": 0, "zone": "visual", "value": "Manusina", "status": "verified", "polygon": [[1.0, 1.0], [9.0, 1.0], [9.0, 5.0], [1.0, 5.0]], "confidence": 0.999}, "placeOfBirth": {"crop": false, "page": 0, "zone": "visual", "value": "Apia", "status": "verified", "polygon": [[1.0, 1.0], [9.0, 1.0], [9.0, 5.0], [1.0, 5.0]], "confidence": 0.999}, "documentIssuer": {"crop": false, "value": "POL", "status": "read", "polygon": [], "confidence": 0.5}, "documentNumber": {"crop": false, "page": 0, "zone": "visual", "value": "ZZ9876543", "status": "verified", "polygon": [[1.0, 1.0], [9.0, 1.0], [9.0, 5.0], [1.0, 5.0]], "confidence": 0.999}}	{"fields": {"gender": {"status": "verified", "confidence": 0.999, "changedByHand": false}, "birthDate": {"status": "verified", "confidence": 0.999, "changedByHand": false}, "expiryDate": {"status": "verified", "confidence": 0.999, "changedByHand": false}, "familyName": {"status": "verified", "confidence": 0.999, "changedByHand": false}, "givenNames": {"status": "verified", "confidence": 0.999, "changedByHand": false}, "placeOfBirth": {"status": "verified", "confidence": 0.999, "changedByHand": false}, "documentIssuer": {"status": "read", "confidence": 0.5, "changedByHand": false}, "documentNumber": {"status": "verified", "confidence": 0.999, "changedByHand": false}}, "documents": [{"expired": false, "genuine": false, "acceptable": true}]}	{"id": "0736e363-4481-47ce-a161-83a0f773737c", "outcome": "review", "reasons": [{"code": "familyNameConflict", "detail": "The family names contradict each other."}, {"code": "givenNamesConflict", "detail": "The given names contradict each other: this may be a twin or another relative."}, {"code": "birthDateConflict", "detail": "The birth dates contradict each other: this may be a parent or another relative."}, {"code": "uncertain", "detail": "A person of the registry may be meant, but the evidence does not suffice."}, {"code": "similarPersonExists", "detail": "Somebody in the registry is too similar to make a new number at once."}, {"code": "evidenceInsufficient", "detail": "The data are not verified on an acceptable document."}], "candidates": [{"bits": -12.74, "ssin": "91431700251", "prior": -4.64, "rivals": 0.0, "vetoes": ["familyNameConflict", "givenNamesConflict", "birthDateConflict"], "evidence": [{"bits": -6.586, "field": "familyName", "level": "different", "query": "Tuilagi Faleolo", "candidate": "Quispe Mamani"}, {"bits": -8.814, "field": "givenNames", "level": "different", "query": "Manusina", "candidate": "Yareli Xóchitl"}, {"bits": -10.302, "field": "birthDate", "level": "different", "query": "1984-11-23", "candidate": "1991-03-17"}, {"bits": 0.023, "field": "gender", "level": "equal", "query": "2", "candidate": "2"}, {"bits": -4.675, "field": "placeOfBirth", "level": "different", "query": "Apia", "candidate": "Cochabamba"}, {"bits": 17.61, "field": "document", "level": "equal", "query": "ZZ9876543", "candidate": "ZZ9876543"}], "probability": 0.000005831}]}	\N	f	[]	\N	\N	\N	4	2026-11-27 19:08:11.147301+00	2026-11-27 19:08:11.28536+00	2026-11-27 19:08:19.348048+00	\N	[]	[]
13fb3679-efed-438a-9a77-60ffa347a63a	e321fbff-27c4-4466-aab8-3fd40f042615	1fd047e8-f719-4275-9737-14037285addd	09efad73-fa30-49b9-b6d7-957583ccdbda	moreInformationNeeded	an@janssens.invalid	nl	{"gender": 2, "birthDate": "1979-05-02", "familyName": "Ravelonanosy", "givenNames": "Hanitra", "placeOfBirth": "Antsirabe"}	{"kind": "passport", "issuer": "POL", "number": "ZZ9876543", "expiryDate": "2036-01-01"}	{"country": "BEL", "postCode": "9000", "streetName": "Kouter", "houseNumber": "1", "municipalityName": "Gent"}	\N	{"gender": {"crop": false, "page": 0, "zone": "visual", "value": 2, "status": "verified", "polygon": [[1.0, 1.0], [9.0, 1.0], [9.0, 5.0], [1.0, 5.0]], "confidence": 0.999}, "birthDate": {"crop": false, "page": 0, "zone": "visual", "value": "1979-05-02", "status": "verified", "polygon": [[1.0, 1.0], [9.0, 1.0], [9.0, 5.0], [1.0, 5.0]], "confidence": 0.999}, "expiryDate": {"crop": false, "page": 0, "zone": "visual", "value": "2036-01-01", "status": "verified", "polygon": [[1.0, 1.0], [9.0, 1.0], [9.0, 5.0], [1.0, 5.0]], "confidence": 0.999}, "familyName": {"crop": false, "page": 0, "zone": "visual", "value": "Ravelonanosy", "status": "verified", "polygon": [[1.0, 1.0], [9.0, 1.0], [9.0, 5.0], [1.0, 5.0]], "confidence": 0.999}, "givenNames": {"crop": false, "page": 0, "zone": "visual", "value": "Hanitra", "status": "verified", "polygon": [[1.0, 1.0], [9.0, 1.0], [9.0, 5.0], [1.0, 5.0]], "confidence": 0.999}, "placeOfBirth": {"crop": false, "page": 0, "zone": "visual", "value": "Antsirabe", "status": "verified", "polygon": [[1.0, 1.0], [9.0, 1.0], [9.0, 5.0], [1.0, 5.0]], "confidence": 0.999}, "documentIssuer": {"crop": false, "value": "POL", "status": "read", "polygon": [], "confidence": 0.5}, "documentNumber": {"crop": false, "page": 0, "zone": "visual", "value": "ZZ9876543", "status": "verified", "polygon": [[1.0, 1.0], [9.0, 1.0], [9.0, 5.0], [1.0, 5.0]], "confidence": 0.999}}	{"fields": {"gender": {"status": "verified", "confidence": 0.999, "changedByHand": false}, "birthDate": {"status": "verified", "confidence": 0.999, "changedByHand": false}, "expiryDate": {"status": "verified", "confidence": 0.999, "changedByHand": false}, "familyName": {"status": "verified", "confidence": 0.999, "changedByHand": false}, "givenNames": {"status": "verified", "confidence": 0.999, "changedByHand": false}, "placeOfBirth": {"status": "verified", "confidence": 0.999, "changedByHand": false}, "documentIssuer": {"status": "read", "confidence": 0.5, "changedByHand": false}, "documentNumber": {"status": "verified", "confidence": 0.999, "changedByHand": false}}, "documents": [{"expired": false, "genuine": false, "acceptable": true}]}	{"id": "13fb3679-efed-438a-9a77-60ffa347a63a", "outcome": "review", "reasons": [{"code": "familyNameConflict", "detail": "The family names contradict each other."}, {"code": "givenNamesConflict", "detail": "The given names contradict each other: this may be a twin or another relative."}, {"code": "birthDateConflict", "detail": "The birth dates contradict each other: this may be a parent or another relative."}, {"code": "uncertain", "detail": "A person of the registry may be meant, but the evidence does not suffice."}, {"code": "similarPersonExists", "detail": "Somebody in the registry is too similar to make a new number at once."}, {"code": "evidenceInsufficient", "detail": "The data are not verified on an acceptable document."}], "candidates": [{"bits": -12.74, "ssin": "91431700251", "prior": -4.64, "rivals": 0.0, "vetoes": ["familyNameConflict", "givenNamesConflict", "birthDateConflict"], "evidence": [{"bits": -6.586, "field": "familyName", "level": "different", "query": "Ravelonanosy", "candidate": "Quispe Mamani"}, {"bits": -8.814, "field": "givenNames", "level": "different", "query": "Hanitra", "candidate": "Yareli Xóchitl"}, {"bits": -10.302, "field": "birthDate", "level": "different", "query": "1979-05-02", "candidate": "1991-03-17"}, {"bits": 0.023, "field": "gender", "level": "equal", "query": "2", "candidate": "2"}, {"bits": -4.675, "field": "placeOfBirth", "level": "different", "query": "Antsirabe", "candidate": "Cochabamba"}, {"bits": 17.61, "field": "document", "level": "equal", "query": "ZZ9876543", "candidate": "ZZ9876543"}], "probability": 0.000005831}]}	\N	f	["confirmGender"]	\N	\N	2026-12-27 19:08:20.546047+00	5	2026-11-27 19:08:19.487391+00	2026-11-27 19:08:19.589484+00	2026-11-27 19:08:20.54603+00	\N	[]	[]
\.
COPY public.request_event (id, request_id, from_state, to_state, at, account_id, code, capacity, acting_organisation_id) FROM stdin;
1	755e900b-134e-492d-8d2d-74a93c1a4198	\N	draft	2026-11-27 19:08:09.67032+00	1fd047e8-f719-4275-9737-14037285addd	\N	employer	e321fbff-27c4-4466-aab8-3fd40f042615
2	6d8f6f78-4c7d-4782-b3b0-9408ff89d447	\N	draft	2026-11-27 19:08:09.86079+00	1fd047e8-f719-4275-9737-14037285addd	\N	employer	e321fbff-27c4-4466-aab8-3fd40f042615
3	6d8f6f78-4c7d-4782-b3b0-9408ff89d447	numberAssigned	numberAssigned	2026-11-27 19:08:10.033168+00	1fd047e8-f719-4275-9737-14037285addd	numberUnderCorrection	employer	e321fbff-27c4-4466-aab8-3fd40f042615
4	b624189c-fa1e-470b-ab44-f73a6fcae729	\N	draft	2026-11-27 19:08:10.474888+00	1fd047e8-f719-4275-9737-14037285addd	\N	employer	e321fbff-27c4-4466-aab8-3fd40f042615
5	b624189c-fa1e-470b-ab44-f73a6fcae729	draft	submitted	2026-11-27 19:08:10.641632+00	1fd047e8-f719-4275-9737-14037285addd	\N	employer	e321fbff-27c4-4466-aab8-3fd40f042615
6	b624189c-fa1e-470b-ab44-f73a6fcae729	submitted	processing	2026-11-27 19:08:10.677306+00	\N	\N	\N	\N
7	b624189c-fa1e-470b-ab44-f73a6fcae729	processing	numberAssigned	2026-11-27 19:08:10.944644+00	\N	newPerson	\N	\N
8	0736e363-4481-47ce-a161-83a0f773737c	\N	draft	2026-11-27 19:08:11.160939+00	1fd047e8-f719-4275-9737-14037285addd	\N	employer	e321fbff-27c4-4466-aab8-3fd40f042615
9	0736e363-4481-47ce-a161-83a0f773737c	draft	submitted	2026-11-27 19:08:11.301126+00	1fd047e8-f719-4275-9737-14037285addd	\N	employer	e321fbff-27c4-4466-aab8-3fd40f042615
10	0736e363-4481-47ce-a161-83a0f773737c	submitted	processing	2026-11-27 19:08:11.341232+00	\N	\N	\N	\N
11	0736e363-4481-47ce-a161-83a0f773737c	processing	underReview	2026-11-27 19:08:19.279305+00	\N	\N	\N	\N
12	13fb3679-efed-438a-9a77-60ffa347a63a	\N	draft	2026-11-27 19:08:19.510092+00	1fd047e8-f719-4275-9737-14037285addd	\N	employer	e321fbff-27c4-4466-aab8-3fd40f042615
13	13fb3679-efed-438a-9a77-60ffa347a63a	draft	submitted	2026-11-27 19:08:19.606799+00	1fd047e8-f719-4275-9737-14037285addd	\N	employer	e321fbff-27c4-4466-aab8-3fd40f042615
14	13fb3679-efed-438a-9a77-60ffa347a63a	submitted	processing	2026-11-27 19:08:19.645203+00	\N	\N	\N	\N
15	13fb3679-efed-438a-9a77-60ffa347a63a	processing	underReview	2026-11-27 19:08:19.762012+00	\N	\N	\N	\N
16	f850df6d-9813-4795-96d8-0bcee1c503bc	\N	draft	2026-11-27 19:08:20.001937+00	1fd047e8-f719-4275-9737-14037285addd	\N	employer	e321fbff-27c4-4466-aab8-3fd40f042615
17	f850df6d-9813-4795-96d8-0bcee1c503bc	draft	submitted	2026-11-27 19:08:20.094442+00	1fd047e8-f719-4275-9737-14037285addd	\N	employer	e321fbff-27c4-4466-aab8-3fd40f042615
18	f850df6d-9813-4795-96d8-0bcee1c503bc	submitted	processing	2026-11-27 19:08:20.226173+00	\N	\N	\N	\N
19	f850df6d-9813-4795-96d8-0bcee1c503bc	processing	underReview	2026-11-27 19:08:20.3877+00	\N	\N	\N	\N
20	13fb3679-efed-438a-9a77-60ffa347a63a	underReview	moreInformationNeeded	2026-11-27 19:08:20.579992+00	9b541dd4-2476-490e-a4ac-0579394f434b	asked	office	036e2ddf-8d4f-408e-a660-49d9aba0cc6b
21	f850df6d-9813-4795-96d8-0bcee1c503bc	underReview	moreInformationNeeded	2026-11-27 19:08:20.642949+00	9b541dd4-2476-490e-a4ac-0579394f434b	asked	office	036e2ddf-8d4f-408e-a660-49d9aba0cc6b
22	f850df6d-9813-4795-96d8-0bcee1c503bc	moreInformationNeeded	cancelled	2026-11-27 19:08:20.705403+00	1fd047e8-f719-4275-9737-14037285addd	\N	employer	e321fbff-27c4-4466-aab8-3fd40f042615
\.
COPY public.request_key (organisation_id, key, request_id) FROM stdin;
e321fbff-27c4-4466-aab8-3fd40f042615	1238435665996834175	b624189c-fa1e-470b-ab44-f73a6fcae729
e321fbff-27c4-4466-aab8-3fd40f042615	1238435668260172513	b624189c-fa1e-470b-ab44-f73a6fcae729
e321fbff-27c4-4466-aab8-3fd40f042615	1238435668281514196	b624189c-fa1e-470b-ab44-f73a6fcae729
e321fbff-27c4-4466-aab8-3fd40f042615	1238435668364473239	b624189c-fa1e-470b-ab44-f73a6fcae729
e321fbff-27c4-4466-aab8-3fd40f042615	1238435668990447106	b624189c-fa1e-470b-ab44-f73a6fcae729
e321fbff-27c4-4466-aab8-3fd40f042615	1238435668998530778	b624189c-fa1e-470b-ab44-f73a6fcae729
e321fbff-27c4-4466-aab8-3fd40f042615	2351873153067073685	b624189c-fa1e-470b-ab44-f73a6fcae729
e321fbff-27c4-4466-aab8-3fd40f042615	2420490798357434843	b624189c-fa1e-470b-ab44-f73a6fcae729
e321fbff-27c4-4466-aab8-3fd40f042615	2495750638771841193	b624189c-fa1e-470b-ab44-f73a6fcae729
e321fbff-27c4-4466-aab8-3fd40f042615	2761640327174105365	b624189c-fa1e-470b-ab44-f73a6fcae729
e321fbff-27c4-4466-aab8-3fd40f042615	2876844252850351098	b624189c-fa1e-470b-ab44-f73a6fcae729
e321fbff-27c4-4466-aab8-3fd40f042615	3217993781667021621	b624189c-fa1e-470b-ab44-f73a6fcae729
e321fbff-27c4-4466-aab8-3fd40f042615	3520568101601278047	b624189c-fa1e-470b-ab44-f73a6fcae729
e321fbff-27c4-4466-aab8-3fd40f042615	1238138479080730754	0736e363-4481-47ce-a161-83a0f773737c
e321fbff-27c4-4466-aab8-3fd40f042615	1238138479449474504	0736e363-4481-47ce-a161-83a0f773737c
e321fbff-27c4-4466-aab8-3fd40f042615	1238138480053675864	0736e363-4481-47ce-a161-83a0f773737c
e321fbff-27c4-4466-aab8-3fd40f042615	1238138482063821262	0736e363-4481-47ce-a161-83a0f773737c
e321fbff-27c4-4466-aab8-3fd40f042615	2431247314957461190	0736e363-4481-47ce-a161-83a0f773737c
e321fbff-27c4-4466-aab8-3fd40f042615	2580126511297348350	0736e363-4481-47ce-a161-83a0f773737c
e321fbff-27c4-4466-aab8-3fd40f042615	2600781684617002147	0736e363-4481-47ce-a161-83a0f773737c
e321fbff-27c4-4466-aab8-3fd40f042615	3520568101601278047	0736e363-4481-47ce-a161-83a0f773737c
e321fbff-27c4-4466-aab8-3fd40f042615	1237921065226160696	13fb3679-efed-438a-9a77-60ffa347a63a
e321fbff-27c4-4466-aab8-3fd40f042615	1237921065623212088	13fb3679-efed-438a-9a77-60ffa347a63a
e321fbff-27c4-4466-aab8-3fd40f042615	3109974427201889485	13fb3679-efed-438a-9a77-60ffa347a63a
e321fbff-27c4-4466-aab8-3fd40f042615	3520568101601278047	13fb3679-efed-438a-9a77-60ffa347a63a
e321fbff-27c4-4466-aab8-3fd40f042615	1238653042817008318	f850df6d-9813-4795-96d8-0bcee1c503bc
e321fbff-27c4-4466-aab8-3fd40f042615	1238653044636097024	f850df6d-9813-4795-96d8-0bcee1c503bc
e321fbff-27c4-4466-aab8-3fd40f042615	3398665489689673497	f850df6d-9813-4795-96d8-0bcee1c503bc
e321fbff-27c4-4466-aab8-3fd40f042615	3520568101601278047	f850df6d-9813-4795-96d8-0bcee1c503bc
\.
COPY public.request_reminder (request_id, occasion, sent_at) FROM stdin;
\.
COPY public.request_round (id, request_id, number, items, asked_at, asked_by, deadline, answered_at, answered_by) FROM stdin;
1	13fb3679-efed-438a-9a77-60ffa347a63a	1	["confirmGender"]	2026-11-27 19:08:20.590706+00	9b541dd4-2476-490e-a4ac-0579394f434b	2026-12-27 19:08:20.546047+00	\N	\N
2	f850df6d-9813-4795-96d8-0bcee1c503bc	1	["betterScan"]	2026-11-27 19:08:20.657359+00	9b541dd4-2476-490e-a4ac-0579394f434b	2026-12-27 19:08:20.636768+00	\N	\N
\.
COPY public.request_search (id, organisation_id, criteria, created_at) FROM stdin;
\.
COPY public.sign_in_session (id, account_id, digest, created_at, expires_at, access_id, mandate_id) FROM stdin;
\.
COPY public.uploaded_page (id, extraction_id, "position", name, stored_as, page_in_file, size, own_sample, width, height, quality, created_at) FROM stdin;
26b594dc-4653-417e-9b95-0ea075e46e49	67cc0bfe-c71b-40ab-b506-a3395ae4e4d5	0	a.jpg	upload/bc35939d-d54d-4b99-b48b-d46caf3efe71	0	131673	f	640	400	{"glare": 1.0, "moire": 1.0, "noise": 0.18, "score": 0.086, "colour": 0.0, "issues": [{"code": "blurred", "affects": [], "severity": "warning"}, {"code": "blackAndWhite", "affects": [], "severity": "warning"}], "motion": 1.0, "contrast": 0.996, "exposure": 0.985, "sharpness": 0.38, "acceptable": true, "compression": 0.985}	2026-11-27 19:08:09.775013+00
71462abc-609c-4d58-b4b7-99698a6a002c	c6070b7e-4932-4a78-baa9-eb090a59146a	0	passport.jpg	upload/0	\N	0	f	0	0	\N	2026-11-27 19:08:10.313124+00
ca6f34cd-b20d-4bfa-8b69-8e673ea934b6	18ab0539-8cfe-4f1c-9b61-d8f6fc68b74c	0	passport.jpg	upload/0	\N	0	f	0	0	\N	2026-11-27 19:08:11.107896+00
60d33b92-0b80-4195-9a23-d6eb1b528443	09efad73-fa30-49b9-b6d7-957583ccdbda	0	passport.jpg	upload/0	\N	0	f	0	0	\N	2026-11-27 19:08:19.453153+00
506a4f16-6a3e-47f5-87da-822062926b18	89c01935-7adf-44d1-ab97-450cbccd13d7	0	passport.jpg	upload/0	\N	0	f	0	0	\N	2026-11-27 19:08:19.906029+00
\.
COPY public.webhook (id, organisation_id, url, key_id, secret, previous_key_id, previous_secret, previous_until, failures, not_before, created_at, disabled_at) FROM stdin;
f01f7096-be19-4073-af43-620257bba440	e321fbff-27c4-4466-aab8-3fd40f042615	https://hooks.invalid/		\\x	\N	\N	\N	0	2026-11-27 19:08:10.142746+00	2026-11-27 19:08:10.142757+00	\N
\.
COPY public.webhook_delivery (id, sequence, webhook_id, type, request_id, from_state, to_state, code, occurred_at, state, attempts, next_attempt_at, last_status, last_error, delivered_at) FROM stdin;
41f4c2ff-3132-4b3f-87bf-609e5d68a93b	1	f01f7096-be19-4073-af43-620257bba440	ping	\N	\N	\N	\N	2026-11-27 19:08:10.156098+00	parked	0	2026-11-27 19:08:10.156103+00	\N	\N	\N
7d2858e8-30d7-486e-a40a-3e9ad0807394	2	f01f7096-be19-4073-af43-620257bba440	request.stateChanged	b624189c-fa1e-470b-ab44-f73a6fcae729	draft	submitted	\N	2026-11-27 19:08:10.603558+00	queued	0	2026-11-27 19:08:10.603593+00	\N	\N	\N
8fa15a23-20a6-4d15-85cf-2e6a87f8fcd2	3	f01f7096-be19-4073-af43-620257bba440	request.stateChanged	b624189c-fa1e-470b-ab44-f73a6fcae729	submitted	processing	\N	2026-11-27 19:08:10.655316+00	queued	0	2026-11-27 19:08:10.655346+00	\N	\N	\N
0192a25d-f5b0-4829-a2bb-bbb161eac4de	4	f01f7096-be19-4073-af43-620257bba440	request.stateChanged	b624189c-fa1e-470b-ab44-f73a6fcae729	processing	numberAssigned	newPerson	2026-11-27 19:08:10.917109+00	queued	0	2026-11-27 19:08:10.917133+00	\N	\N	\N
8d5bd2a1-bac4-4ac0-be22-ed2d11bb12f1	5	f01f7096-be19-4073-af43-620257bba440	request.stateChanged	0736e363-4481-47ce-a161-83a0f773737c	draft	submitted	\N	2026-11-27 19:08:11.273426+00	queued	0	2026-11-27 19:08:11.273447+00	\N	\N	\N
37cc9382-c943-44b7-88ab-8668c5df0cc8	6	f01f7096-be19-4073-af43-620257bba440	request.stateChanged	0736e363-4481-47ce-a161-83a0f773737c	submitted	processing	\N	2026-11-27 19:08:11.322266+00	queued	0	2026-11-27 19:08:11.322384+00	\N	\N	\N
586b85ef-2b7d-4dbb-91ac-b4c3d6639959	7	f01f7096-be19-4073-af43-620257bba440	request.stateChanged	0736e363-4481-47ce-a161-83a0f773737c	processing	underReview	\N	2026-11-27 19:08:19.226743+00	queued	0	2026-11-27 19:08:19.226888+00	\N	\N	\N
a8129bd2-7a54-4a87-bbfc-24fe56a721ef	8	f01f7096-be19-4073-af43-620257bba440	request.stateChanged	13fb3679-efed-438a-9a77-60ffa347a63a	draft	submitted	\N	2026-11-27 19:08:19.577175+00	queued	0	2026-11-27 19:08:19.577204+00	\N	\N	\N
487ede0c-20cf-4699-a72a-f7ae221a0289	9	f01f7096-be19-4073-af43-620257bba440	request.stateChanged	13fb3679-efed-438a-9a77-60ffa347a63a	submitted	processing	\N	2026-11-27 19:08:19.615741+00	queued	0	2026-11-27 19:08:19.615761+00	\N	\N	\N
eedeb7a4-41fc-4beb-84e1-a67c2d20af93	10	f01f7096-be19-4073-af43-620257bba440	request.stateChanged	13fb3679-efed-438a-9a77-60ffa347a63a	processing	underReview	\N	2026-11-27 19:08:19.741283+00	queued	0	2026-11-27 19:08:19.741307+00	\N	\N	\N
98549756-311a-4e16-83fe-258b2ca7ac18	11	f01f7096-be19-4073-af43-620257bba440	request.stateChanged	f850df6d-9813-4795-96d8-0bcee1c503bc	draft	submitted	\N	2026-11-27 19:08:20.084054+00	queued	0	2026-11-27 19:08:20.084078+00	\N	\N	\N
fc64660e-05d9-406f-971c-c8c7d73b2c41	12	f01f7096-be19-4073-af43-620257bba440	request.stateChanged	f850df6d-9813-4795-96d8-0bcee1c503bc	submitted	processing	\N	2026-11-27 19:08:20.198867+00	queued	0	2026-11-27 19:08:20.198898+00	\N	\N	\N
13813038-142f-4bbb-bf88-3000d5e22bf3	13	f01f7096-be19-4073-af43-620257bba440	request.stateChanged	f850df6d-9813-4795-96d8-0bcee1c503bc	processing	underReview	\N	2026-11-27 19:08:20.335602+00	queued	0	2026-11-27 19:08:20.335625+00	\N	\N	\N
1e7f7122-73b7-4b16-8697-abd41ab1fd0a	14	f01f7096-be19-4073-af43-620257bba440	request.stateChanged	13fb3679-efed-438a-9a77-60ffa347a63a	underReview	moreInformationNeeded	asked	2026-11-27 19:08:20.537871+00	queued	0	2026-11-27 19:08:20.537897+00	\N	\N	\N
fcbeac84-dc11-4fa3-88c4-08eaa047532e	15	f01f7096-be19-4073-af43-620257bba440	request.stateChanged	f850df6d-9813-4795-96d8-0bcee1c503bc	underReview	moreInformationNeeded	asked	2026-11-27 19:08:20.626895+00	queued	0	2026-11-27 19:08:20.626916+00	\N	\N	\N
61ee70fb-3cfd-424c-a528-4fb0e94a66a7	16	f01f7096-be19-4073-af43-620257bba440	request.stateChanged	f850df6d-9813-4795-96d8-0bcee1c503bc	moreInformationNeeded	cancelled	\N	2026-11-27 19:08:20.686275+00	queued	0	2026-11-27 19:08:20.686299+00	\N	\N	\N
\.
SELECT pg_catalog.setval('public.audit_entry_id_seq', 9, true);
SELECT pg_catalog.setval('public.registry_person_id_seq', 26, true);
SELECT pg_catalog.setval('public.registry_statistics_id_seq', 1, false);
SELECT pg_catalog.setval('public.request_event_id_seq', 22, true);
SELECT pg_catalog.setval('public.request_round_id_seq', 2, true);
SELECT pg_catalog.setval('public.webhook_delivery_sequence_seq', 16, true);
ALTER TABLE ONLY public.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);
ALTER TABLE ONLY public.access
    ADD CONSTRAINT pk_access PRIMARY KEY (id);
ALTER TABLE ONLY public.account
    ADD CONSTRAINT pk_account PRIMARY KEY (id);
ALTER TABLE ONLY public.api_token
    ADD CONSTRAINT pk_api_token PRIMARY KEY (id);
ALTER TABLE ONLY public.audit_entry
    ADD CONSTRAINT pk_audit_entry PRIMARY KEY (id);
ALTER TABLE ONLY public.audit_link
    ADD CONSTRAINT pk_audit_link PRIMARY KEY ("position");
ALTER TABLE ONLY public.correction
    ADD CONSTRAINT pk_correction PRIMARY KEY (id);
ALTER TABLE ONLY public.extraction
    ADD CONSTRAINT pk_extraction PRIMARY KEY (id);
ALTER TABLE ONLY public.idempotency_record
    ADD CONSTRAINT pk_idempotency_record PRIMARY KEY (account_id, key);
ALTER TABLE ONLY public.identity
    ADD CONSTRAINT pk_identity PRIMARY KEY (id);
ALTER TABLE ONLY public.invitation
    ADD CONSTRAINT pk_invitation PRIMARY KEY (id);
ALTER TABLE ONLY public.job
    ADD CONSTRAINT pk_job PRIMARY KEY (id);
ALTER TABLE ONLY public.mandate
    ADD CONSTRAINT pk_mandate PRIMARY KEY (id);
ALTER TABLE ONLY public.organisation
    ADD CONSTRAINT pk_organisation PRIMARY KEY (id);
ALTER TABLE ONLY public.outgoing_mail
    ADD CONSTRAINT pk_outgoing_mail PRIMARY KEY (id);
ALTER TABLE ONLY public.pending_key
    ADD CONSTRAINT pk_pending_key PRIMARY KEY (key, request_id);
ALTER TABLE ONLY public.pending_name
    ADD CONSTRAINT pk_pending_name PRIMARY KEY (place, code, request_id);
ALTER TABLE ONLY public.registry_key
    ADD CONSTRAINT pk_registry_key PRIMARY KEY (key, person_id);
ALTER TABLE ONLY public.registry_outline
    ADD CONSTRAINT pk_registry_outline PRIMARY KEY (person_id, name);
ALTER TABLE public.registry_outline CLUSTER ON pk_registry_outline;
ALTER TABLE ONLY public.registry_person
    ADD CONSTRAINT pk_registry_person PRIMARY KEY (ssin);
ALTER TABLE ONLY public.registry_range
    ADD CONSTRAINT pk_registry_range PRIMARY KEY (prefix, since_2000, gender);
ALTER TABLE ONLY public.registry_reserved
    ADD CONSTRAINT pk_registry_reserved PRIMARY KEY (number);
ALTER TABLE ONLY public.registry_statistics
    ADD CONSTRAINT pk_registry_statistics PRIMARY KEY (id);
ALTER TABLE ONLY public.request
    ADD CONSTRAINT pk_request PRIMARY KEY (id);
ALTER TABLE ONLY public.request_event
    ADD CONSTRAINT pk_request_event PRIMARY KEY (id);
ALTER TABLE ONLY public.request_key
    ADD CONSTRAINT pk_request_key PRIMARY KEY (organisation_id, key, request_id);
ALTER TABLE ONLY public.request_reminder
    ADD CONSTRAINT pk_request_reminder PRIMARY KEY (request_id, occasion);
ALTER TABLE ONLY public.request_round
    ADD CONSTRAINT pk_request_round PRIMARY KEY (id);
ALTER TABLE ONLY public.request_search
    ADD CONSTRAINT pk_request_search PRIMARY KEY (id);
ALTER TABLE ONLY public.sign_in_session
    ADD CONSTRAINT pk_sign_in_session PRIMARY KEY (id);
ALTER TABLE ONLY public.uploaded_page
    ADD CONSTRAINT pk_uploaded_page PRIMARY KEY (id);
ALTER TABLE ONLY public.webhook
    ADD CONSTRAINT pk_webhook PRIMARY KEY (id);
ALTER TABLE ONLY public.webhook_delivery
    ADD CONSTRAINT pk_webhook_delivery PRIMARY KEY (id);
ALTER TABLE ONLY public.account
    ADD CONSTRAINT uq_account_email UNIQUE (email);
ALTER TABLE ONLY public.api_token
    ADD CONSTRAINT uq_api_token_digest UNIQUE (digest);
ALTER TABLE ONLY public.audit_link
    ADD CONSTRAINT uq_audit_link_entry_id UNIQUE (entry_id);
ALTER TABLE ONLY public.identity
    ADD CONSTRAINT uq_identity_issuer UNIQUE (issuer, subject_digest);
ALTER TABLE ONLY public.organisation
    ADD CONSTRAINT uq_organisation_enterprise_number UNIQUE (enterprise_number);
ALTER TABLE ONLY public.registry_person
    ADD CONSTRAINT uq_registry_person_id UNIQUE (id);
ALTER TABLE public.registry_person CLUSTER ON uq_registry_person_id;
ALTER TABLE ONLY public.registry_person
    ADD CONSTRAINT uq_registry_person_request_id UNIQUE (request_id);
ALTER TABLE ONLY public.request_round
    ADD CONSTRAINT uq_request_round_request_id UNIQUE (request_id, number);
ALTER TABLE ONLY public.sign_in_session
    ADD CONSTRAINT uq_sign_in_session_digest UNIQUE (digest);
ALTER TABLE ONLY public.webhook_delivery
    ADD CONSTRAINT uq_webhook_delivery_sequence UNIQUE (sequence);
CREATE INDEX ix_access_account_id ON public.access USING btree (account_id);
CREATE INDEX ix_access_organisation_id ON public.access USING btree (organisation_id);
CREATE INDEX ix_api_token_access_id ON public.api_token USING btree (access_id);
CREATE INDEX ix_correction_request_id ON public.correction USING btree (request_id);
CREATE INDEX ix_correction_ssin ON public.correction USING btree (ssin);
CREATE INDEX ix_extraction_organisation_id ON public.extraction USING btree (organisation_id);
CREATE INDEX ix_extraction_request_id ON public.extraction USING btree (request_id);
CREATE INDEX ix_idempotency_record_created_at ON public.idempotency_record USING btree (created_at);
CREATE INDEX ix_identity_account_id ON public.identity USING btree (account_id);
CREATE INDEX ix_invitation_email ON public.invitation USING btree (email);
CREATE INDEX ix_invitation_organisation_id ON public.invitation USING btree (organisation_id);
CREATE INDEX ix_job_finished ON public.job USING btree (kind, finished_at);
CREATE INDEX ix_job_open ON public.job USING btree (state, lease_until);
CREATE INDEX ix_job_served ON public.job USING btree (organisation_id, started_at);
CREATE INDEX ix_job_started_at ON public.job USING btree (started_at);
CREATE INDEX ix_job_subject_id ON public.job USING btree (subject_id);
CREATE INDEX ix_mandate_employer_id ON public.mandate USING btree (employer_id);
CREATE INDEX ix_mandate_provider_id ON public.mandate USING btree (provider_id);
CREATE INDEX ix_outgoing_mail_request_id ON public.outgoing_mail USING btree (request_id);
CREATE INDEX ix_outgoing_mail_sent_at ON public.outgoing_mail USING btree (sent_at);
CREATE INDEX ix_pending_key_request_id ON public.pending_key USING btree (request_id);
CREATE INDEX ix_pending_name_request_id ON public.pending_name USING btree (request_id);
CREATE INDEX ix_registry_outline_birth ON public.registry_outline USING btree (birth);
CREATE INDEX ix_registry_person_followed ON public.registry_person USING btree (ssin) WHERE ((status)::text <> 'active'::text);
CREATE INDEX ix_request_event_request_id ON public.request_event USING btree (request_id);
CREATE INDEX ix_request_key_request_id ON public.request_key USING btree (request_id);
CREATE INDEX ix_request_organisation ON public.request USING btree (organisation_id, created_at);
CREATE INDEX ix_request_search_created_at ON public.request_search USING btree (created_at);
CREATE INDEX ix_request_ssin ON public.request USING btree (ssin);
CREATE INDEX ix_request_state ON public.request USING btree (state);
CREATE INDEX ix_sign_in_session_account_id ON public.sign_in_session USING btree (account_id);
CREATE INDEX ix_uploaded_page_extraction_id ON public.uploaded_page USING btree (extraction_id);
CREATE INDEX ix_webhook_delivery_due ON public.webhook_delivery USING btree (state, next_attempt_at);
CREATE INDEX ix_webhook_delivery_order ON public.webhook_delivery USING btree (webhook_id, request_id, sequence);
CREATE INDEX ix_webhook_organisation_id ON public.webhook USING btree (organisation_id);
CREATE UNIQUE INDEX uq_access_open ON public.access USING btree (account_id, organisation_id) WHERE (revoked_at IS NULL);
CREATE UNIQUE INDEX uq_correction_open ON public.correction USING btree (ssin) WHERE (settled_at IS NULL);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON public.audit_entry FOR EACH ROW EXECUTE FUNCTION public.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON public.request_event FOR EACH ROW EXECUTE FUNCTION public.refuse_change();
CREATE TRIGGER audit_entry_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.audit_entry FOR EACH STATEMENT EXECUTE FUNCTION public.audit_refuses_change();
CREATE TRIGGER audit_link_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.audit_link FOR EACH STATEMENT EXECUTE FUNCTION public.audit_refuses_change();
ALTER TABLE ONLY public.access
    ADD CONSTRAINT fk_access_account_id FOREIGN KEY (account_id) REFERENCES public.account(id);
ALTER TABLE ONLY public.access
    ADD CONSTRAINT fk_access_approved_by FOREIGN KEY (approved_by) REFERENCES public.account(id);
ALTER TABLE ONLY public.access
    ADD CONSTRAINT fk_access_organisation_id FOREIGN KEY (organisation_id) REFERENCES public.organisation(id);
ALTER TABLE ONLY public.access
    ADD CONSTRAINT fk_access_revoked_by FOREIGN KEY (revoked_by) REFERENCES public.account(id);
ALTER TABLE ONLY public.api_token
    ADD CONSTRAINT fk_api_token_access_id FOREIGN KEY (access_id) REFERENCES public.access(id);
ALTER TABLE ONLY public.api_token
    ADD CONSTRAINT fk_api_token_mandate_id FOREIGN KEY (mandate_id) REFERENCES public.mandate(id);
ALTER TABLE ONLY public.correction
    ADD CONSTRAINT fk_correction_reported_by FOREIGN KEY (reported_by) REFERENCES public.account(id);
ALTER TABLE ONLY public.correction
    ADD CONSTRAINT fk_correction_request_id FOREIGN KEY (request_id) REFERENCES public.request(id);
ALTER TABLE ONLY public.correction
    ADD CONSTRAINT fk_correction_settled_by FOREIGN KEY (settled_by) REFERENCES public.account(id);
ALTER TABLE ONLY public.extraction
    ADD CONSTRAINT fk_extraction_account_id FOREIGN KEY (account_id) REFERENCES public.account(id);
ALTER TABLE ONLY public.extraction
    ADD CONSTRAINT fk_extraction_job_id FOREIGN KEY (job_id) REFERENCES public.job(id);
ALTER TABLE ONLY public.extraction
    ADD CONSTRAINT fk_extraction_organisation_id FOREIGN KEY (organisation_id) REFERENCES public.organisation(id);
ALTER TABLE ONLY public.extraction
    ADD CONSTRAINT fk_extraction_request_id FOREIGN KEY (request_id) REFERENCES public.request(id);
ALTER TABLE ONLY public.idempotency_record
    ADD CONSTRAINT fk_idempotency_record_account_id FOREIGN KEY (account_id) REFERENCES public.account(id);
ALTER TABLE ONLY public.identity
    ADD CONSTRAINT fk_identity_account_id FOREIGN KEY (account_id) REFERENCES public.account(id);
ALTER TABLE ONLY public.invitation
    ADD CONSTRAINT fk_invitation_invited_by FOREIGN KEY (invited_by) REFERENCES public.account(id);
ALTER TABLE ONLY public.invitation
    ADD CONSTRAINT fk_invitation_organisation_id FOREIGN KEY (organisation_id) REFERENCES public.organisation(id);
ALTER TABLE ONLY public.job
    ADD CONSTRAINT fk_job_organisation_id FOREIGN KEY (organisation_id) REFERENCES public.organisation(id);
ALTER TABLE ONLY public.mandate
    ADD CONSTRAINT fk_mandate_approved_by FOREIGN KEY (approved_by) REFERENCES public.account(id);
ALTER TABLE ONLY public.mandate
    ADD CONSTRAINT fk_mandate_asked_by FOREIGN KEY (asked_by) REFERENCES public.account(id);
ALTER TABLE ONLY public.mandate
    ADD CONSTRAINT fk_mandate_employer_id FOREIGN KEY (employer_id) REFERENCES public.organisation(id);
ALTER TABLE ONLY public.mandate
    ADD CONSTRAINT fk_mandate_provider_id FOREIGN KEY (provider_id) REFERENCES public.organisation(id);
ALTER TABLE ONLY public.mandate
    ADD CONSTRAINT fk_mandate_revoked_by FOREIGN KEY (revoked_by) REFERENCES public.account(id);
ALTER TABLE ONLY public.outgoing_mail
    ADD CONSTRAINT fk_outgoing_mail_request_id FOREIGN KEY (request_id) REFERENCES public.request(id);
ALTER TABLE ONLY public.pending_key
    ADD CONSTRAINT fk_pending_key_request_id FOREIGN KEY (request_id) REFERENCES public.request(id);
ALTER TABLE ONLY public.pending_name
    ADD CONSTRAINT fk_pending_name_request_id FOREIGN KEY (request_id) REFERENCES public.request(id);
ALTER TABLE ONLY public.registry_person
    ADD CONSTRAINT fk_registry_person_request_id FOREIGN KEY (request_id) REFERENCES public.request(id);
ALTER TABLE ONLY public.request
    ADD CONSTRAINT fk_request_account_id FOREIGN KEY (account_id) REFERENCES public.account(id);
ALTER TABLE ONLY public.request_event
    ADD CONSTRAINT fk_request_event_account_id FOREIGN KEY (account_id) REFERENCES public.account(id);
ALTER TABLE ONLY public.request_event
    ADD CONSTRAINT fk_request_event_acting_organisation_id FOREIGN KEY (acting_organisation_id) REFERENCES public.organisation(id);
ALTER TABLE ONLY public.request_event
    ADD CONSTRAINT fk_request_event_request_id FOREIGN KEY (request_id) REFERENCES public.request(id);
ALTER TABLE ONLY public.request
    ADD CONSTRAINT fk_request_extraction_id FOREIGN KEY (extraction_id) REFERENCES public.extraction(id);
ALTER TABLE ONLY public.request_key
    ADD CONSTRAINT fk_request_key_organisation_id FOREIGN KEY (organisation_id) REFERENCES public.organisation(id);
ALTER TABLE ONLY public.request_key
    ADD CONSTRAINT fk_request_key_request_id FOREIGN KEY (request_id) REFERENCES public.request(id);
ALTER TABLE ONLY public.request
    ADD CONSTRAINT fk_request_organisation_id FOREIGN KEY (organisation_id) REFERENCES public.organisation(id);
ALTER TABLE ONLY public.request_reminder
    ADD CONSTRAINT fk_request_reminder_request_id FOREIGN KEY (request_id) REFERENCES public.request(id);
ALTER TABLE ONLY public.request_round
    ADD CONSTRAINT fk_request_round_answered_by FOREIGN KEY (answered_by) REFERENCES public.account(id);
ALTER TABLE ONLY public.request_round
    ADD CONSTRAINT fk_request_round_asked_by FOREIGN KEY (asked_by) REFERENCES public.account(id);
ALTER TABLE ONLY public.request_round
    ADD CONSTRAINT fk_request_round_request_id FOREIGN KEY (request_id) REFERENCES public.request(id);
ALTER TABLE ONLY public.request_search
    ADD CONSTRAINT fk_request_search_organisation_id FOREIGN KEY (organisation_id) REFERENCES public.organisation(id);
ALTER TABLE ONLY public.sign_in_session
    ADD CONSTRAINT fk_sign_in_session_access_id FOREIGN KEY (access_id) REFERENCES public.access(id);
ALTER TABLE ONLY public.sign_in_session
    ADD CONSTRAINT fk_sign_in_session_account_id FOREIGN KEY (account_id) REFERENCES public.account(id);
ALTER TABLE ONLY public.sign_in_session
    ADD CONSTRAINT fk_sign_in_session_mandate_id FOREIGN KEY (mandate_id) REFERENCES public.mandate(id);
ALTER TABLE ONLY public.uploaded_page
    ADD CONSTRAINT fk_uploaded_page_extraction_id FOREIGN KEY (extraction_id) REFERENCES public.extraction(id);
ALTER TABLE ONLY public.webhook_delivery
    ADD CONSTRAINT fk_webhook_delivery_request_id FOREIGN KEY (request_id) REFERENCES public.request(id);
ALTER TABLE ONLY public.webhook_delivery
    ADD CONSTRAINT fk_webhook_delivery_webhook_id FOREIGN KEY (webhook_id) REFERENCES public.webhook(id);
ALTER TABLE ONLY public.webhook
    ADD CONSTRAINT fk_webhook_organisation_id FOREIGN KEY (organisation_id) REFERENCES public.organisation(id);
