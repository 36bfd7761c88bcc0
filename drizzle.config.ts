/** How drizzle-kit generates migrations for PostgreSQL and PGlite; drizzle.mysql.config.ts does the same for the MySQL family. */
import { defineConfig } from 'drizzle-kit';

export default defineConfig({ dialect: 'postgresql', schema: './src/store/schema.postgres.ts', out: './drizzle/postgres' });
