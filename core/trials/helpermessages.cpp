#include "core/trials/helpermessages.h"

#include <QDataStream>
#include <QIODevice>

namespace trials {

namespace {

template <typename Tag>
QDataStream &operator<<(QDataStream &out, base::Id<Tag> id)
{
    return out << id.value;
}

template <typename Tag>
QDataStream &operator>>(QDataStream &in, base::Id<Tag> &id)
{
    return in >> id.value;
}

void write(QDataStream &out, const base::Error &error)
{
    out << error.code << error.message << error.file << error.line << error.hint << error.details;
}

base::Error readError(QDataStream &in)
{
    base::Error error;
    in >> error.code >> error.message >> error.file >> error.line >> error.hint >> error.details;
    return error;
}

tl::unexpected<base::Error> unreadable()
{
    return base::fail(QStringLiteral("annotate.helper"),
                      QStringLiteral("the program's own helper cannot be understood"),
                      QStringLiteral("Start again; if it happens again, install Dissensus anew"));
}

/// The protocol's own file form knows every kind of question already.
QByteArray protocolBody(const BlindProtocol &blind)
{
    Protocol protocol;
    protocol.instructions = blind.instructions;
    protocol.questions = blind.questions;
    protocol.breakMinutes = blind.breakMinutes;
    protocol.tooFastMs = blind.tooFastMs;
    protocol.minimumWindow = blind.minimumWindow;
    protocol.pictureSize = blind.pictureSize;
    protocol.surround = blind.surround;
    protocol.consent = blind.consent;
    protocol.backgroundQuestions = blind.backgroundQuestions;
    return canonicalBody(protocol);
}

void write(QDataStream &out, const study::Trial &trial)
{
    out << trial.id << trial.uid << trial.prompt << trial.isPractice << static_cast<qint32>(trial.pictures.size());
    for (const study::PictureId picture : trial.pictures)
        out << picture;
}

study::Trial readTrial(QDataStream &in)
{
    study::Trial trial;
    qint32 pictures = 0;
    in >> trial.id >> trial.uid >> trial.prompt >> trial.isPractice >> pictures;
    for (qint32 i = 0; i < pictures && in.status() == QDataStream::Ok; ++i) {
        study::PictureId picture;
        in >> picture;
        trial.pictures.append(picture);
    }
    return trial;
}

void write(QDataStream &out, const study::Answer &answer)
{
    const study::Vote vote = answer.vote.value_or(study::Vote{});
    out << answer.id << answer.uid << answer.trial << answer.session << answer.question << answer.supersedes
        << answer.reason << answer.comment << answer.shownAt << answer.answeredAt << answer.responseMs << answer.flags
        << answer.protocolHash << answer.appVersion << answer.vote.has_value() << static_cast<qint32>(vote.choice)
        << vote.position << vote.strength << static_cast<qint32>(answer.labels.size())
        << static_cast<qint32>(answer.ratings.size());
    for (const study::Label &label : answer.labels)
        out << label.uid << label.position << label.label << label.intensity;
    for (const study::Rating &rating : answer.ratings)
        out << rating.uid << rating.position << rating.dimension << rating.value;
}

study::Answer readAnswer(QDataStream &in)
{
    study::Answer answer;
    study::Vote vote;
    bool hasVote = false;
    qint32 choice = 0;
    qint32 labels = 0;
    qint32 ratings = 0;
    in >> answer.id >> answer.uid >> answer.trial >> answer.session >> answer.question >> answer.supersedes
        >> answer.reason >> answer.comment >> answer.shownAt >> answer.answeredAt >> answer.responseMs >> answer.flags
        >> answer.protocolHash >> answer.appVersion >> hasVote >> choice >> vote.position >> vote.strength >> labels
        >> ratings;
    vote.choice = static_cast<study::Choice>(choice);
    if (hasVote)
        answer.vote = vote;
    for (qint32 i = 0; i < labels && in.status() == QDataStream::Ok; ++i) {
        study::Label label;
        in >> label.uid >> label.position >> label.label >> label.intensity;
        answer.labels.append(label);
    }
    for (qint32 i = 0; i < ratings && in.status() == QDataStream::Ok; ++i) {
        study::Rating rating;
        in >> rating.uid >> rating.position >> rating.dimension >> rating.value;
        answer.ratings.append(rating);
    }
    return answer;
}

void write(QDataStream &out, const Seat &seat)
{
    out << seat.annotator << protocolBody(seat.protocol) << seat.protocol.warningText << seat.protocolHash
        << seat.consentMissing;
    out << static_cast<qint32>(seat.trials.size());
    for (const study::Trial &trial : seat.trials)
        write(out, trial);
    out << static_cast<qint32>(seat.pictures.size());
    for (auto it = seat.pictures.cbegin(); it != seat.pictures.cend(); ++it)
        out << it.key() << it->asset << it->size;
    out << static_cast<qint32>(seat.prompts.size());
    for (auto it = seat.prompts.cbegin(); it != seat.prompts.cend(); ++it)
        out << it.key() << *it << seat.revealKeys.value(it.key());
    out << static_cast<qint32>(seat.warned.size());
    for (const study::TrialId trial : seat.warned)
        out << trial;
    out << static_cast<qint32>(seat.answers.size());
    for (const study::Answer &answer : seat.answers)
        write(out, answer);
}

/// Reads a count and then calls `readOne` so many times, or until the bytes end.
template <typename ReadOne>
void readMany(QDataStream &in, ReadOne readOne)
{
    qint32 count = 0;
    in >> count;
    for (qint32 i = 0; i < count && in.status() == QDataStream::Ok; ++i)
        readOne();
}

template <typename T, typename WriteValue>
QByteArray answerBytes(const base::Result<T> &answer, WriteValue writeValue)
{
    QByteArray bytes;
    QDataStream out(&bytes, QIODevice::WriteOnly);
    out << answer.has_value();
    if (answer)
        writeValue(out);
    else
        write(out, answer.error());
    return bytes;
}

} // namespace

QByteArray toBytes(const HelperRequest &request)
{
    QByteArray bytes;
    QDataStream out(&bytes, QIODevice::WriteOnly);
    out << static_cast<quint8>(request.kind) << request.study << request.owner.code
        << static_cast<qint32>(request.owner.kind) << request.owner.groups << request.annotator << request.asset
        << request.within;
    return bytes;
}

std::optional<HelperRequest> requestFromBytes(const QByteArray &bytes)
{
    QDataStream in(bytes);
    HelperRequest request;
    quint8 kind = 0;
    qint32 annotatorKind = 0;
    in >> kind >> request.study >> request.owner.code >> annotatorKind >> request.owner.groups >> request.annotator
        >> request.asset >> request.within;
    if (in.status() != QDataStream::Ok || kind > static_cast<quint8>(HelperRequest::Kind::Pixels))
        return std::nullopt;
    request.kind = static_cast<HelperRequest::Kind>(kind);
    request.owner.kind = static_cast<study::AnnotatorKind>(annotatorKind);
    return request;
}

QByteArray toBytes(const base::Result<void> &answer)
{
    return answerBytes(answer, [](QDataStream &) {});
}

QByteArray toBytes(const base::Result<Seat> &answer)
{
    return answerBytes(answer, [&answer](QDataStream &out) { write(out, *answer); });
}

QByteArray toBytes(const base::Result<qint64> &answer)
{
    return answerBytes(answer, [&answer](QDataStream &out) { out << *answer; });
}

QByteArray toBytes(const base::Result<QImage> &answer)
{
    return answerBytes(answer, [&answer](QDataStream &out) {
        out << answer->size() << static_cast<qint32>(answer->format()) << static_cast<qint64>(answer->sizeInBytes());
    });
}

base::Result<void> doneFromBytes(const QByteArray &bytes)
{
    QDataStream in(bytes);
    bool isDone = false;
    in >> isDone;
    if (!isDone && in.status() == QDataStream::Ok)
        return tl::make_unexpected(readError(in));
    return in.status() == QDataStream::Ok ? base::Result<void>() : unreadable();
}

base::Result<Seat> seatFromBytes(const QByteArray &bytes)
{
    BASE_TRY(doneFromBytes(bytes));
    QDataStream in(bytes);
    bool isDone = false;
    QByteArray body;
    QString warningText;
    Seat seat;
    in >> isDone >> seat.annotator >> body >> warningText >> seat.protocolHash >> seat.consentMissing;
    readMany(in, [&] { seat.trials.append(readTrial(in)); });
    readMany(in, [&] {
        study::PictureId id;
        SeatPicture picture;
        in >> id >> picture.asset >> picture.size;
        seat.pictures.insert(id, picture);
    });
    readMany(in, [&] {
        study::PromptId id;
        QString text;
        QStringList revealKeys;
        in >> id >> text >> revealKeys;
        seat.prompts.insert(id, text);
        seat.revealKeys.insert(id, revealKeys);
    });
    readMany(in, [&] {
        study::TrialId trial;
        in >> trial;
        seat.warned.insert(trial);
    });
    readMany(in, [&] { seat.answers.append(readAnswer(in)); });
    const auto protocol = parseProtocol(body);
    if (in.status() != QDataStream::Ok || !in.atEnd() || !protocol)
        return unreadable();
    seat.protocol = toBlind(*protocol);
    seat.protocol.warningText = warningText;
    return seat;
}

base::Result<qint64> planStateFromBytes(const QByteArray &bytes)
{
    BASE_TRY(doneFromBytes(bytes));
    QDataStream in(bytes);
    bool isDone = false;
    qint64 state = 0;
    in >> isDone >> state;
    if (in.status() != QDataStream::Ok)
        return unreadable();
    return state;
}

base::Result<QImage> imageFromBytes(const QByteArray &bytes)
{
    BASE_TRY(doneFromBytes(bytes));
    QDataStream in(bytes);
    bool isDone = false;
    QSize size;
    qint32 format = 0;
    qint64 byteCount = 0;
    in >> isDone >> size >> format >> byteCount;
    if (in.status() != QDataStream::Ok || format <= QImage::Format_Invalid || format >= QImage::NImageFormats)
        return unreadable();
    QImage image(size, static_cast<QImage::Format>(format));
    if (image.isNull() || image.sizeInBytes() != byteCount)
        return unreadable();
    return image;
}

} // namespace trials
