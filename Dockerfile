# One image for every role: docker-compose.yml says which roles a container runs. Only the dashboard has a build step.
FROM node:24-slim AS dashboard
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY web/package.json web/
RUN npm ci --ignore-scripts --workspace web --include-workspace-root=false
COPY web web
RUN npx vite build web

FROM node:24-slim AS sources
WORKDIR /app
COPY . .
RUN rm -r web
COPY --from=dashboard /app/web/dist web/dist

FROM node:24-slim
ENV NODE_ENV=production
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# Embedded servers are development packages: a container is given its servers by URL. The workspaces have packages that only
# people at a checkout need.
RUN npm ci --ignore-scripts --omit=dev --workspaces=false && npm cache clean --force
COPY --from=sources /app .
# The one folder that a process writes to; a volume there takes over whose it is.
ENV DATA_DIR=/data
RUN mkdir /data && chown node:node /data
USER node
EXPOSE 3000
CMD ["node", "workers/main.ts"]
