#pragma once

#include <QByteArray>
#include <QImage>

#include "core/base/result.h"
#include "core/trials/unblinded.h"

namespace trials {

/// What the blind process asks of its helper. Both ends are the same program: the form is private to it and has no
/// versions.
struct HelperRequest
{
    enum class Kind : quint8 { Open, Seat, PlanState, Pixels };
    Kind kind = Kind::Open;
    QString study;                ///< with Open
    SessionOwner owner;           ///< with Seat
    study::AnnotatorId annotator; ///< with PlanState
    study::AssetId asset;         ///< with Pixels
    QSize within;                 ///< with Pixels; empty: all of them
};

QByteArray toBytes(const HelperRequest &request);
/// Nothing for bytes that are no request.
std::optional<HelperRequest> requestFromBytes(const QByteArray &bytes);

QByteArray toBytes(const base::Result<void> &answer);
QByteArray toBytes(const base::Result<Seat> &answer);
QByteArray toBytes(const base::Result<qint64> &answer);
/// The head of a picture: its pixels follow it as they lie in memory.
QByteArray toBytes(const base::Result<QImage> &answer);

base::Result<void> doneFromBytes(const QByteArray &bytes);
base::Result<Seat> seatFromBytes(const QByteArray &bytes);
base::Result<qint64> planStateFromBytes(const QByteArray &bytes);
/// An image of the right form whose pixels are still to be filled in.
base::Result<QImage> imageFromBytes(const QByteArray &bytes);

} // namespace trials
