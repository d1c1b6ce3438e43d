# One image for every role: docker-compose.yml says which roles a container runs. There is no build step.
FROM node:24-slim
ENV NODE_ENV=production
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# Embedded servers are development packages: a container is given its servers by URL. The workspaces have packages that only
# people at a checkout need.
RUN npm ci --omit=dev --workspaces=false && npm cache clean --force
COPY . .
USER node
EXPOSE 3000
CMD ["node", "workers/main.ts"]
