import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { listening, start } from './start.mjs';

/** The proxies that the guide has a configuration for: how to run one with that configuration on ports of its own. */
export const PROXIES = {
  nginx: { file: 'nginx.conf', version: () => versionOf('nginx', '-v'), start: startNginx },
  caddy: { file: 'Caddyfile', version: () => `caddy ${versionOf('caddy', 'version')}`, start: startCaddy },
};

async function startNginx(place, site) {
  const { directory, httpPort, httpsPort } = place;
  const { certificate, key } = makeCertificate(place);
  const adapted = withRelay(place, site)
    .replace(/listen 80\b/g, `listen 127.0.0.1:${httpPort}`)
    .replace(/listen 443\b/g, `listen 127.0.0.1:${httpsPort}`)
    .replace(/\/etc\/letsencrypt\S+fullchain\.pem/, certificate)
    .replace(/\/etc\/letsencrypt\S+privkey\.pem/, key)
    .replaceAll('/var/log/nginx/', `${directory}/`);
  writeFileSync(path.join(directory, 'otto.conf'), adapted);
  writeFileSync(path.join(directory, 'nginx.conf'), nginxAround(directory));
  const nginx = await start('nginx', ['-c', path.join(directory, 'nginx.conf'), '-e', 'stderr', '-g', 'daemon off;']);
  await listening(httpsPort);
  return nginx;
}

/** What a distribution's own nginx.conf has around the files of conf.d, with everything in one directory. */
function nginxAround(directory) {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${directory}/${name};`,
  );
  // As root nginx would give its workers to a user who may not enter the directory.
  const user = process.getuid?.() === 0 ? 'user root;\n' : '';
  return `${user}pid ${directory}/nginx.pid;
events {}
http {
  access_log off;
  ${temporary.join('\n  ')}
  include ${directory}/otto.conf;
}
`;
}

async function startCaddy(place, site) {
  const { directory, name, httpPort, httpsPort } = place;
  const { certificate, key } = makeCertificate(place);
  const ports = `\thttp_port ${httpPort}\n\thttps_port ${httpsPort}\n`;
  const adapted = withRelay(place, site)
    .replace(/^\{\n/m, `{\n\tadmin off\n\tdefault_bind 127.0.0.1\n${ports}`)
    .replace(`${name} {\n`, `${name} {\n\ttls ${certificate} ${key}\n`)
    .replaceAll('/var/log/caddy/', `${directory}/`);
  const file = path.join(directory, 'Caddyfile');
  writeFileSync(file, adapted);
  const env = { HOME: directory, XDG_DATA_HOME: directory, XDG_CONFIG_HOME: directory };
  const caddy = await start('caddy', ['run', '--config', file, '--adapter', 'caddyfile'], { env });
  await listening(httpsPort);
  return caddy;
}

function withRelay({ relayPort }, site) {
  return site.replace('127.0.0.1:8787', `127.0.0.1:${relayPort}`);
}

function makeCertificate({ directory, name }) {
  mkdirSync(path.join(directory, 'tls'), { mode: 0o700 });
  const certificate = path.join(directory, 'tls/certificate.pem');
  const key = path.join(directory, 'tls/key.pem');
  const subject = ['-subj', `/CN=${name}`, '-addext', `subjectAltName=DNS:${name}`];
  const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '1'];
  execFileSync('openssl', ['req', '-x509', ...kind, ...subject, '-keyout', key, '-out', certificate], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  return { certificate, key };
}

function versionOf(program, option) {
  return execFileSync('sh', ['-c', `${program} ${option} 2>&1`], { encoding: 'utf8' }).trim();
}
