import { parseArgs } from 'node:util';
import type { ChainParams } from '#bitcoin/consensus/params';
import { annotateBlock } from '#bitcoin/explain/annotate-block';
import { annotateHeader } from '#bitcoin/explain/annotate-header';
import { annotateMessage } from '#bitcoin/explain/annotate-message';
import { annotateScript } from '#bitcoin/explain/annotate-script';
import { annotateTransaction } from '#bitcoin/explain/annotate-transaction';
import type { Field } from '#bitcoin/explain/field';
import { blockJson, headerJson } from '#bitcoin/explain/json-block';
import { decodeScriptJson } from '#bitcoin/explain/json-decoded-script';
import { messageJson } from '#bitcoin/explain/json-message';
import { scriptJson } from '#bitcoin/explain/json-script';
import { formatCoreJson, transactionJson } from '#bitcoin/explain/json-transaction';
import { decodeAddress } from '#bitcoin/keys/address';
import { decodeHeader } from '#bitcoin/primitives/block-header';
import { decodeBlock } from '#bitcoin/primitives/decode-block';
import { decodeTransaction } from '#bitcoin/primitives/decode-transaction';
import { decodeFrame } from '#bitcoin/wire/frame';
import { hexArgument, textArgument } from './hex-argument.ts';
import { networkOption } from './network-option.ts';
import { exitCode, type Print, reportMalformed } from './report.ts';
import { UsageError } from './usage-error.ts';

const usage =
  'usage: chainroom decode tx|block|header|script|address|message HEX [--network main|test|regtest|class] [--fields]; ' +
  "HEX may be '-' for standard input or @FILE";

/** `chainroom decode KIND HEX`: prints what the bytes mean as one JSON value, in Core's shape where Core has one.
 * With `--fields` it prints every field with its byte offsets instead.
 * @returns exit code: 0; 1 for an address that is none, with the reason; 2 for malformed input, with the byte offset */
export function decode(args: readonly string[], print: Print = console.log): Promise<number> {
  return reportMalformed(print, async () => {
    const { kind, argument, network, fields } = parse(args);
    const params = networkOption(network);
    if (kind === 'address') return decodeAddressText(await textArgument(argument), network, params, print);
    const decoder = decoders[kind];
    if (decoder === undefined) throw new UsageError(`unknown kind '${kind}'; ${usage}`);
    const bytes = await hexArgument(argument);
    const json = decoder.decode(bytes, params);
    print(fields ? JSON.stringify(decoder.annotate(bytes), null, 2) : formatCoreJson(json));
    return exitCode.ok;
  });
}

interface Decoder {
  readonly decode: (bytes: Uint8Array, params: ChainParams) => object;
  readonly annotate: (bytes: Uint8Array) => readonly Field[];
}

const decoders: Readonly<Record<string, Decoder>> = {
  tx: {
    decode: (bytes, params) => transactionJson(decodeTransaction(bytes), { params }),
    annotate: annotateTransaction,
  },
  block: { decode: (bytes, params) => blockJson(decodeBlock(bytes), params), annotate: annotateBlock },
  header: { decode: (bytes) => headerJson(decodeHeader(bytes)), annotate: annotateHeader },
  script: { decode: decodeScriptJson, annotate: annotateScript },
  message: {
    decode: (bytes, params) => {
      const { magic, command, message } = decodeFrame(bytes);
      return { magic: magic.toString(16).padStart(8, '0'), command, ...messageJson(message, params) };
    },
    annotate: annotateMessage,
  },
};

function parse(args: readonly string[]) {
  const { values, positionals } = parseArgsOrUsage(args);
  const [kind, argument, ...more] = positionals;
  if (kind === undefined || argument === undefined || more.length > 0) throw new UsageError(usage);
  return { kind, argument, network: values.network, fields: values.fields ?? false };
}

function parseArgsOrUsage(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { network: { type: 'string' }, fields: { type: 'boolean' } },
    });
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : error}; ${usage}`);
  }
}

/** In the shape of Core's `validateaddress`. Without `--network` every known network is searched. */
function decodeAddressText(
  text: string,
  network: string | undefined,
  params: ChainParams,
  print: Print,
): number {
  const decoded = decodeAddress(text, network === undefined ? undefined : params);
  if (decoded.ok) {
    const { asm, hex, type } = scriptJson(decoded.script, params);
    print(
      JSON.stringify(
        { isvalid: true, address: text, network: decoded.network, type, scriptPubKey: hex, asm },
        null,
        2,
      ),
    );
    return exitCode.ok;
  }
  const { reason, detail, positions } = decoded;
  print(JSON.stringify({ isvalid: false, reason, error: detail, error_locations: positions }, null, 2));
  return exitCode.refused;
}
