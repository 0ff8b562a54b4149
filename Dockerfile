# Qadam without a compiler, a package cache or root. `docker compose up` runs it; compose.yaml says with which rights.
# The tag names a line of releases. To hold one image, ask for its digest and append it to the tag, as in
# python:3.13-slim-trixie@sha256:…: docker buildx imagetools inspect python:3.13-slim-trixie
ARG PYTHON=python:3.13-slim-trixie

FROM ${PYTHON} AS build
WORKDIR /app
RUN python -m venv --without-pip /opt/venv
COPY requirements-scale.lock ./
RUN python -m pip --python /opt/venv/bin/python install --no-cache-dir --no-compile --only-binary :all: \
    --require-hashes --no-deps -r requirements-scale.lock
COPY bot bot
# Nothing can be compiled later: the file system is read-only. Files by their hash, since copying may change their times.
RUN python -m compileall -q --invalidation-mode unchecked-hash /opt/venv/lib bot
RUN mkdir /data

FROM ${PYTHON}
WORKDIR /app
COPY --from=build /opt/venv /opt/venv
COPY --from=build /app/bot bot
COPY content content
COPY locales locales
COPY --from=build --chown=10001:10001 /data /data
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    DATABASE_URL=sqlite+aiosqlite:////data/qadam.db
# A number, so that whoever runs the image can see that it is not root. The key comes in DATA_KEY or DATA_KEY_FILE.
USER 10001:10001
VOLUME /data
STOPSIGNAL SIGTERM
ENTRYPOINT ["python", "-m", "bot"]
CMD ["run"]
