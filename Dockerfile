# One image for web, worker, beat and the migration; docker-compose.yml says which command each runs.
FROM python:3.11-slim AS packages
ENV UV_PYTHON_DOWNLOADS=never UV_COMPILE_BYTECODE=1 UV_LINK_MODE=copy
RUN pip install --no-cache-dir --disable-pip-version-check uv
COPY requirements.lock /tmp/requirements.lock
RUN uv venv --python /usr/local/bin/python /opt/venv \
    && uv pip sync --python /opt/venv/bin/python --no-cache --require-hashes /tmp/requirements.lock

FROM python:3.11-slim
# Tinos: the measures of Times New Roman, with every Vietnamese letter.
RUN apt-get update \
    && apt-get install -y --no-install-recommends fonts-croscore \
    && rm -rf /var/lib/apt/lists/*
# The folder exists before the volume is mounted on it, so that the volume takes over its owner.
RUN useradd --uid 10001 --home-dir /tmp --no-create-home --shell /usr/sbin/nologin thidua \
    && install -d -o thidua -g thidua -m 0700 /srv/thi-dua /srv/thi-dua/files
COPY --from=packages /opt/venv /opt/venv
ENV PATH=/opt/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 HOME=/tmp
WORKDIR /app
COPY . .
RUN if ls translations/*/LC_MESSAGES/*.po >/dev/null 2>&1; \
    then python -m babel.messages.frontend -q compile -d translations; fi
USER thidua
ENV STORAGE_URL=file:///srv/thi-dua/files
EXPOSE 8000
CMD ["gunicorn", "--config", "gunicorn.conf.py", "--worker-tmp-dir", "/dev/shm", "--bind", "0.0.0.0:8000", "app:create_app()"]
