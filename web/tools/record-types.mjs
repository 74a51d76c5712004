// Prints the TypeScript types of the JSON Schema named on the command line.
import { compileFromFile } from "json-schema-to-typescript";

const types = await compileFromFile(process.argv[2], {
  additionalProperties: false,
  bannerComment:
    "/* Generated from the JSON Schema of the record by `cargo xtask-web web`; change the Rust types instead. */",
  style: { printWidth: 110 },
});
process.stdout.write(types);
