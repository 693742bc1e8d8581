# The archive in a container: docker build -t board-archive .
#
#   docker run -p 8000:8000 -v archive:/data -e SECRET_KEY=... -e ALLOWED_HOSTS=archive.example.org \
#     --read-only --tmpfs /tmp:size=256m --cap-drop ALL --security-opt no-new-privileges board-archive
#
# What reads .doc, .rtf and .odt, and scans, is left out, since it is larger than all the rest. An image with it:
#
#   FROM board-archive
#   USER root
#   RUN apt-get update && apt-get install -y --no-install-recommends libreoffice-writer-nogui ocrmypdf
#   USER 10001:10001
#
# It speaks plain http to a proxy that speaks https and buffers; FORWARDED_ALLOW_IPS names that proxy.
# A tag can move. To build on the very image you have tested, name its digest:
#   --build-arg PYTHON_IMAGE=python:3.11-slim-bookworm@sha256:...
ARG PYTHON_IMAGE=python:3.11-slim-bookworm

FROM ${PYTHON_IMAGE} AS build
ENV PYTHONDONTWRITEBYTECODE=1
WORKDIR /archive
RUN python -m venv --without-pip .venv
COPY requirements/base.txt requirements/
RUN python -m pip --python .venv/bin/python install --require-hashes --only-binary :all: -r requirements/base.txt
COPY manage.py ./
COPY boardarchive boardarchive/
COPY meetings meetings/
COPY templates templates/
COPY static static/
RUN SECRET_KEY=for-this-step-only DATABASE_URL=sqlite://:memory: .venv/bin/python manage.py collectstatic --no-input
RUN mkdir data

FROM ${PYTHON_IMAGE}
ENV PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    HOST=0.0.0.0 \
    PORT=8000 \
    DATABASE_URL=sqlite:////data/archive.sqlite3 \
    SOURCES_DIR=/data/sources
WORKDIR /archive
COPY --from=build /archive /archive
COPY --from=build --chown=10001:10001 /archive/data /data
VOLUME /data
USER 10001:10001
EXPOSE 8000
# Asked by the archive's own name, since it answers to no other.
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s CMD ["/archive/.venv/bin/python", "-c", "import os; from urllib.request import Request, urlopen; urlopen(Request(f\"http://127.0.0.1:{os.environ['PORT']}/healthz\", headers={'Host': os.environ['ALLOWED_HOSTS'].split(',')[0].lstrip('.')}), timeout=4)"]
CMD ["/archive/.venv/bin/python", "manage.py", "serve"]
