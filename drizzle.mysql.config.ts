/** How drizzle-kit generates migrations for MySQL and MariaDB. */
import { defineConfig } from 'drizzle-kit';

export default defineConfig({ dialect: 'mysql', schema: './src/store/schema.mysql.ts', out: './drizzle/mysql' });
