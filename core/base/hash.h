#pragma once

#include <QByteArray>
#include <QString>

#include "core/base/result.h"

namespace base {

/// SHA-256 of `bytes` as 64 lower-case hexadecimal digits (OpenSSL: uses the processor's instructions).
QString sha256(QByteArrayView bytes);

/// SHA-256 of a file's content, read in pieces. Errors: "file.read".
Result<QString> sha256File(const QString &path);

/// The key under which scores and text embeddings of a prompt are kept: SHA-256 of its UTF-8 text, unchanged.
QString promptHash(const QString &text);

} // namespace base
