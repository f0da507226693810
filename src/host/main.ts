process.stderr.write('not built yet\n');

export {};
