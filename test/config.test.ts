/** Configuration from the environment. */
import { describe, expect, it } from 'vitest';
import { ConfigError, type Environment, loadConfig, storeAddress } from '../src/config.ts';

function problemsOf(environment: Environment): readonly string[] {
  try {
    loadConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe('config', () => {
  it('config: nothing set serves the embedded database on the loopback address', () => {
    const config = loadConfig({});
    expect(config).toEqual({ port: 4000, host: '127.0.0.1', databaseUrl: null, dataDir: './.neruba', rootKey: null, logLevel: 'info', poolSize: null, signingKey: null, checkpointMinutes: 60, runsJobs: true });
    expect(storeAddress(config)).toEqual({ dataDir: './.neruba' });
  });

  it('config: every variable is read', () => {
    const config = loadConfig({
      PORT: '0',
      NERUBA_HOST: '0.0.0.0',
      NERUBA_DATABASE_URL: 'mariadb://u:p@db:3306/neruba',
      NERUBA_DATA_DIR: '/var/lib/neruba',
      NERUBA_ROOT_KEY: 'sixteen-letters!',
      NERUBA_LOG_LEVEL: 'debug',
      NERUBA_POOL_SIZE: '12',
      NERUBA_SIGNING_KEY: `${'A'.repeat(43)}=`,
      NERUBA_CHECKPOINT_MINUTES: '5',
      NERUBA_JOBS: 'off',
    });
    expect(config).toEqual({
      port: 0,
      host: '0.0.0.0',
      databaseUrl: 'mariadb://u:p@db:3306/neruba',
      dataDir: '/var/lib/neruba',
      rootKey: 'sixteen-letters!',
      logLevel: 'debug',
      poolSize: 12,
      signingKey: `${'A'.repeat(43)}=`,
      checkpointMinutes: 5,
      runsJobs: false,
    });
    expect(storeAddress(config)).toEqual({ databaseUrl: 'mariadb://u:p@db:3306/neruba' });
  });

  it('config: an empty variable counts as absent', () => {
    expect(loadConfig({ PORT: '', NERUBA_DATABASE_URL: '', NERUBA_ROOT_KEY: '' })).toEqual(loadConfig({}));
  });

  it.each(['postgres://h/d', 'postgresql://u:p@h:5432/d', 'mysql://h/d', 'mariadb://h/d'])('config: %s is a database', (url) => {
    expect(problemsOf({ NERUBA_DATABASE_URL: url })).toEqual([]);
  });

  it.each(['sqlite:///tmp/x', 'postgres://', 'postgres://host', 'localhost:5432', 'http://h/d'])('config: %s is not a database', (url) => {
    expect(problemsOf({ NERUBA_DATABASE_URL: url })).toEqual([expect.stringContaining('NERUBA_DATABASE_URL is not a URL that begins with postgres://')]);
  });

  it.each(['-1', '65536', '4000x', '1e3', ' 80'])('config: %s is not a port', (port) => {
    expect(problemsOf({ PORT: port })).toEqual(['PORT is not a whole number from 0 to 65535']);
  });

  it('config: all wrong variables are named at once, without their values', () => {
    const environment = { PORT: 'x', NERUBA_ROOT_KEY: 'hunter2', NERUBA_LOG_LEVEL: 'loud', NERUBA_POOL_SIZE: '0', NERUBA_DATABASE_URL: 'oracle://me:secret@h/d' };
    expect(problemsOf(environment).map((problem) => problem.split(' ')[0])).toEqual(['PORT', 'NERUBA_DATABASE_URL', 'NERUBA_ROOT_KEY', 'NERUBA_LOG_LEVEL', 'NERUBA_POOL_SIZE']);
    expect(problemsOf(environment).join()).not.toMatch(/hunter2|secret/);
  });

  it('config: a root key that no header can carry is refused', () => {
    expect(problemsOf({ NERUBA_ROOT_KEY: 'sixteen letters!' })).toEqual(['NERUBA_ROOT_KEY holds a space or a character that an HTTP header cannot carry']);
  });
});
