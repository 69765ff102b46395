// Word files of ours, with something in their text that no report has.
import { crc32 } from 'node:zlib'

const TEXT = 'word/document.xml'

/** A Word file whose text has been edited. Our files are stored as they are, not compressed. */
export function edited(docx, edit) {
  const files = filesOf(Buffer.from(docx)).map(([name, bytes]) => [
    name,
    name === TEXT ? Buffer.from(edit(bytes.toString())) : bytes,
  ])
  return archive(files)
}

/** Room of an exact height, in twentieths of a point. */
export function room(height) {
  const line = (high) =>
    `<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="${high}" w:lineRule="exact"/></w:pPr></w:p>`
  const whole = Math.floor(height / 1_000)
  return line(1_000).repeat(whole) + (height % 1_000 > 0 ? line(height % 1_000) : '')
}

function filesOf(zip) {
  const files = []
  for (let at = 0; zip.readUInt32LE(at) === 0x04034b50; ) {
    const [size, length, extra] = [zip.readUInt32LE(at + 22), zip.readUInt16LE(at + 26), zip.readUInt16LE(at + 28)]
    const start = at + 30 + length + extra
    files.push([zip.toString('utf8', at + 30, at + 30 + length), zip.subarray(start, start + size)])
    at = start + size
  }
  return files
}

function archive(files) {
  const [entries, directory] = [[], []]
  let offset = 0
  for (const [name, bytes] of files) {
    const title = Buffer.from(name)
    const facts = Buffer.alloc(26)
    facts.writeUInt16LE(20, 0)
    facts.writeUInt16LE(0x0800, 2)
    facts.writeUInt16LE(0x21, 8)
    facts.writeUInt32LE(crc32(bytes), 10)
    facts.writeUInt32LE(bytes.length, 14)
    facts.writeUInt32LE(bytes.length, 18)
    facts.writeUInt16LE(title.length, 22)
    const place = Buffer.alloc(14)
    place.writeUInt32LE(offset, 10)
    const entry = Buffer.concat([Buffer.from('PK\x03\x04'), facts, title, bytes])
    entries.push(entry)
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\0'), facts, place, title]))
    offset += entry.length
  }
  const list = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(files.length, 8)
  end.writeUInt16LE(files.length, 10)
  end.writeUInt32LE(list.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...entries, list, end])
}
