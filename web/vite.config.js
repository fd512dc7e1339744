// One classic script and one style sheet, for page and report alike: both stand inline in the HTML, under hashes.
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { defineConfig } from 'vite';

/** Write the licences of the packages whose code went into the script beside it. */
function licences() {
  return {
    name: 'licences',
    generateBundle(_options, bundle) {
      const used = new Set();
      for (const chunk of Object.values(bundle))
        for (const id of Object.keys(chunk.modules ?? {})) {
          const found = id.replaceAll('\0', '').match(/^(.*\/node_modules\/((?:@[^/]+\/)?[^/]+))\//);
          if (found) used.add(`${found[2]}\n${found[1]}`);
        }
      const texts = [...used].sort().map((one) => {
        const [name, folder] = one.split('\n');
        const { version, license } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
        const file = ['LICENSE', 'LICENSE.md', 'LICENSE.txt'].map((file) => `${folder}/${file}`).find(existsSync);
        return `${name} ${version} (${license})\n\n${file ? readFileSync(file, 'utf8').trim() : ''}\n`;
      });
      this.emitFile({ type: 'asset', fileName: 'licences.txt', source: texts.join('\n----\n\n') });
    },
  };
}

/** Write the digest of the sources beside the script: a test holds that it is that of the sources as they are. */
function sources() {
  return {
    name: 'sources',
    generateBundle() {
      const folder = new URL('.', import.meta.url).pathname;
      const whole = createHash('sha256');
      const files = readdirSync(`${folder}src`, { recursive: true, withFileTypes: true })
        .filter((one) => one.isFile())
        .map((one) => `${one.parentPath}/${one.name}`.slice(folder.length))
        .concat('package-lock.json', 'vite.config.js')
        .sort();
      for (const file of files) whole.update(`${file}\0`).update(readFileSync(folder + file)).update('\0');
      this.emitFile({ type: 'asset', fileName: 'sources.sha256', source: `${whole.digest('hex')}\n` });
    },
  };
}

export default defineConfig({
  plugins: [svelte({ configFile: false, compilerOptions: { runes: true, discloseVersion: false } }), licences(), sources()],
  build: {
    outDir: process.env.ONRECORD_BUILT ?? '../src/onrecord/show/built',
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: false,
    cssCodeSplit: false,
    lib: { entry: 'src/main.js', formats: ['iife'], name: 'onrecord', fileName: () => 'page.js', cssFileName: 'page' },
  },
});
