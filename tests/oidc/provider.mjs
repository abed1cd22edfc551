// npm's certified `oidc-provider` on a free port of loopback. Prints its issuer; ends with its standard input.
//
// The first line of standard input is JSON: `clients` to register. `POST /control` says who signs in next and how
// (`account`, `acr`), what is known of people (`people`), whether they turn back (`refuse`), and by how many seconds
// the clock is off (`clockShift`).
import { createServer } from 'node:http';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { Provider } from 'oidc-provider';

const control = { account: 'nobody', acr: 'urn:test:low', people: {}, refuse: false, clockShift: 0 };
const realNow = Date.now;
Date.now = () => realNow() + control.clockShift * 1000;

const lines = createInterface({ input: process.stdin });
const [first] = await once(lines, 'line');
lines.on('close', () => process.exit());
const { clients } = JSON.parse(first);

const server = createServer();
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const issuer = `http://127.0.0.1:${server.address().port}`;

const claims = {
  openid: ['sub'],
  profile: ['given_name', 'family_name', 'locale', 'means'],
  email: ['email', 'email_verified'],
  company: ['enterpriseNumber', 'roles'],
  acr: null,
};
const provider = new Provider(issuer, {
  clients,
  claims,
  scopes: ['openid', 'profile', 'email', 'company'],
  enabledJWA: {
    idTokenEncryptionAlgValues: ['RSA-OAEP', 'RSA-OAEP-256', 'ECDH-ES', 'ECDH-ES+A256KW', 'dir'],
    idTokenEncryptionEncValues: ['A128GCM', 'A256GCM', 'A128CBC-HS256', 'A256CBC-HS512'],
    userinfoEncryptionAlgValues: ['RSA-OAEP-256', 'ECDH-ES'],
    userinfoEncryptionEncValues: ['A256GCM'],
  },
  acrValues: ['urn:test:low', 'urn:test:high'],
  pkce: { required: () => true },
  ttl: { AuthorizationCode: 24 * 3600, Grant: 24 * 3600, Session: 24 * 3600 }, // longer than a clock is made to be off
  cookies: { keys: ['only for tests'] },
  features: {
    devInteractions: { enabled: false },
    encryption: { enabled: true },
    jwtUserinfo: { enabled: true },
    rpInitiatedLogout: { enabled: true },
  },
  interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
  findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ sub, ...control.people[sub] }) }),
  async loadExistingGrant(ctx) {
    const grant = new ctx.oidc.provider.Grant({
      clientId: ctx.oidc.client.clientId,
      accountId: ctx.oidc.session.accountId,
    });
    grant.addOIDCScope('openid profile email company');
    await grant.save();
    return grant;
  },
});
const answer = provider.callback();

server.on('request', async (request, response) => {
  if (request.url === '/control') {
    let body = '';
    for await (const chunk of request) body += chunk;
    Object.assign(control, JSON.parse(body));
    response.end();
  } else if (request.url.startsWith('/interaction/')) {
    const login = { accountId: control.account, acr: control.acr };
    const result = control.refuse ? { error: 'access_denied' } : { login };
    await provider.interactionFinished(request, response, result);
  } else {
    answer(request, response);
  }
});
process.stdout.write(`${issuer}\n`);
