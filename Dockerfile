# The program of every part: web, worker, beat and the one-shot migration run from this image.

FROM python:3.11-slim-bookworm AS packages
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
RUN python -m venv /opt/venv
COPY requirements.txt .
RUN /opt/venv/bin/pip install --require-hashes -r requirements.txt

FROM python:3.11-slim-bookworm
# Pango draws the papers, Liberation Serif has the measures of the official typeface.
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-liberation2 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /app --shell /usr/sbin/nologin mentoring \
    && install -d -o mentoring -g mentoring -m 0750 /var/lib/mentoring
COPY --from=packages /opt/venv /opt/venv
WORKDIR /app
COPY . .
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    VAR_DIR=/var/lib/mentoring
# Building needs no secret: the settings of one computer make their own and leave it behind.
RUN export DJANGO_SETTINGS_MODULE=mentoring.settings.one_computer VAR_DIR=/tmp/build \
    && python manage.py translations --compile \
    && python manage.py collectstatic --noinput --verbosity 0 \
    && python -m compileall -q . \
    && rm -rf /tmp/build
ENV DJANGO_SETTINGS_MODULE=mentoring.settings.production
USER mentoring
EXPOSE 8000
CMD ["gunicorn", "mentoring.wsgi", "--bind", "0.0.0.0:8000"]
