// Runs Khronos' glTF validator over files and prints a list of {file, errors, warnings, messages}.
import { readFileSync } from 'node:fs';
import validator from 'gltf-validator';

const results = [];
for (const file of process.argv.slice(2)) {
  const bytes = new Uint8Array(readFileSync(file));
  const { issues } = await validator.validateBytes(bytes, { maxIssues: 100 });
  results.push({
    file,
    errors: issues.numErrors,
    warnings: issues.numWarnings,
    messages: issues.messages
      .filter((message) => message.severity < 2)
      .map((message) => `${message.code} ${message.pointer}: ${message.message}`),
  });
}
console.log(JSON.stringify(results));
