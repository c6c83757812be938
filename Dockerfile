# Not run in a container yet: see docs/deploy.md.
FROM node:24-slim AS web
WORKDIR /src
COPY . .
RUN npm ci --no-audit --no-fund && npm run build --workspaces --if-present

FROM python:3.13-slim AS build
WORKDIR /src
COPY requirements requirements
RUN python -m venv /opt/onefold \
 && /opt/onefold/bin/pip install --no-cache-dir --require-hashes -r requirements/app.txt \
 && python -m venv /opt/build \
 && /opt/build/bin/pip install --no-cache-dir --require-hashes -r requirements/build.txt
COPY --from=web /src .
RUN /opt/build/bin/pip wheel --no-deps --no-build-isolation --wheel-dir dist . \
 && /opt/onefold/bin/pip install --no-deps dist/*.whl

FROM python:3.13-slim
RUN useradd --system --uid 10001 --home-dir /data onefold && install -d -o onefold /data
COPY --from=build /opt/onefold /opt/onefold
ENV PATH=/opt/onefold/bin:$PATH PYTHONUNBUFFERED=1 ONEFOLD_DATA_DIR=/data ONEFOLD_HOST=0.0.0.0 ONEFOLD_PORT=8000
USER onefold
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s CMD ["python", "-c", \
  "import os, urllib.request as u; u.urlopen(f\"http://127.0.0.1:{os.environ['ONEFOLD_PORT']}/readyz\", timeout=2)"]
CMD ["sh", "-c", "onefold migrate && exec onefold serve"]
