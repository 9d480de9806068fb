// A scorer that behaves badly on purpose: fakescorer MODE [N] [LOG]. It answers hello and score as dissensus-scorer
// does, with one scorer "sharpness" whose value comes from the picture's key, until the N-th score message of its life.
// Every key that it was asked about is appended to LOG. In the modes "towers", "dietowers" and "wrongtower" it has two
// scorers that share a tower, "clip-l" and "laion-v1", and gives out and takes back features as dissensus-scorer does;
// LOG says of each picture and text whether it was known. In the mode "clip" the scorer is "clip-l" with two towers
// that see angles: the text "30 degrees" is the direction of 30°, a picture that of its key's number modulo 90.

#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <unistd.h>

#include <QByteArray>
#include <QCborArray>
#include <QCborMap>
#include <QCborValue>
#include <QFile>
#include <QStringList>
#include <QtEndian>

namespace {

const QByteArray magic("\x89"
                       "DSF",
                       4);
constexpr int forAWhile = 3600;

bool readAll(char *target, qsizetype length)
{
    return std::fread(target, 1, size_t(length), stdin) == size_t(length);
}

QCborMap readMessage()
{
    char head[8];
    if (!readAll(head, sizeof head))
        std::exit(0);
    QByteArray body(qFromLittleEndian<quint32>(head + 4), '\0');
    if (!readAll(body.data(), body.size()))
        std::exit(0);
    return QCborValue::fromCbor(body).toMap();
}

void writeBytes(const QByteArray &bytes)
{
    std::fwrite(bytes.constData(), 1, size_t(bytes.size()), stdout);
    std::fflush(stdout);
}

QByteArray frame(const QCborMap &message)
{
    const QByteArray body = message.toCborValue().toCbor();
    QByteArray head = magic + QByteArray(4, '\0');
    qToLittleEndian(quint32(body.size()), head.data() + 4);
    return head + body;
}

bool hasTowers(const QString &mode)
{
    return mode.endsWith(QLatin1String("towers")) || mode == QLatin1String("wrongtower");
}

const QString pictureTower(64, QLatin1Char('b'));
const QString textTower(64, QLatin1Char('c'));

/// A scorer of the modes with towers.
QCborMap towerScorer(const QString &id, bool needsPrompt, QChar print)
{
    QCborMap scorer{{QLatin1String("scorer"), id},
                    {QLatin1String("title"), id},
                    {QLatin1String("needs_prompt"), needsPrompt},
                    {QLatin1String("range"), QCborArray{0, 1}},
                    {QLatin1String("licence"), QLatin1String("none")},
                    {QLatin1String("weights_bytes"), 1},
                    {QLatin1String("dtype"), QLatin1String("fp32")},
                    {QLatin1String("installed"), true},
                    {QLatin1String("version"), 1},
                    {QLatin1String("fingerprint"), QString(64, print)},
                    {QLatin1String("covers"), QLatin1String("{}")},
                    {QLatin1String("picture_tower"), pictureTower}};
    if (needsPrompt)
        scorer.insert(QLatin1String("text_tower"), textTower);
    return scorer;
}

bool seesAngles(const QString &mode)
{
    return mode == QLatin1String("clip");
}

bool readsPrompts(const QString &mode)
{
    return mode == QLatin1String("prompts") || seesAngles(mode);
}

QString scorerOf(const QString &mode)
{
    return seesAngles(mode) ? QStringLiteral("clip-l") : QStringLiteral("sharpness");
}

/// What one of the towers makes of an angle.
QCborMap features(const QString &tower, double degrees)
{
    constexpr double radian = 3.14159265358979323846 / 180;
    const std::array<float, 4> vector{float(std::cos(degrees * radian)), float(std::sin(degrees * radian)), 0, 0};
    return {{QLatin1String("tower"), tower},
            {QLatin1String("dtype"), QLatin1String("fp32")},
            {QLatin1String("shape"), QCborArray{4}},
            {QLatin1String("keepable"), true},
            {QLatin1String("data"), QByteArray(reinterpret_cast<const char *>(vector.data()), sizeof vector)}};
}

QCborMap hello(const QCborMap &request, const QString &mode)
{
    QCborMap scorer{{QLatin1String("scorer"), scorerOf(mode)},
                    {QLatin1String("title"), seesAngles(mode) ? QLatin1String("CLIP-L") : QLatin1String("Sharpness")},
                    {QLatin1String("needs_prompt"), readsPrompts(mode)},
                    {QLatin1String("range"), QCborArray{0, 1}},
                    {QLatin1String("licence"), QLatin1String("none")},
                    {QLatin1String("weights_bytes"), 0},
                    {QLatin1String("dtype"), QLatin1String("u8")},
                    {QLatin1String("installed"), true},
                    {QLatin1String("version"), 1},
                    {QLatin1String("fingerprint"), QString(64, QLatin1Char('a'))},
                    {QLatin1String("covers"), QLatin1String("{}")}};
    if (seesAngles(mode)) {
        scorer.insert(QLatin1String("picture_tower"), pictureTower);
        scorer.insert(QLatin1String("text_tower"), textTower);
    }
    return {{QLatin1String("type"), QLatin1String("hello")},
            {QLatin1String("id"), request.value(QLatin1String("id"))},
            {QLatin1String("protocol"), mode == QLatin1String("old") ? 99 : 1},
            {QLatin1String("version"), QLatin1String("9.9.9")},
            {QLatin1String("libtorch"), QLatin1String("none")},
            {QLatin1String("device"), QLatin1String("cpu")},
            {QLatin1String("threads"), 1},
            {QLatin1String("scorers"), hasTowers(mode)
                                           ? QCborArray{towerScorer(QStringLiteral("clip-l"), true, u'1'),
                                                        towerScorer(QStringLiteral("laion-v1"), false, u'2')}
                                           : QCborArray{scorer}}};
}

/// The number that the first six hexadecimal digits of the key name.
double valueOf(const QString &key)
{
    return key.left(6).toInt(nullptr, 16);
}

QCborMap towerScores(const QCborMap &request);

QCborMap scores(const QCborMap &request, const QString &mode)
{
    if (hasTowers(mode))
        return towerScores(request);
    const QCborArray pictures = request.value(QLatin1String("pictures")).toArray();
    const QCborArray texts = request.value(QLatin1String("texts")).toArray();
    QCborArray items;
    const auto add = [&](const QString &key, const QCborValue &text) {
        items.append(QCborMap{{QLatin1String("picture"), key},
                              {QLatin1String("scorer"), scorerOf(mode)},
                              {QLatin1String("text"), text},
                              {QLatin1String("value"), valueOf(key)}});
    };
    if (readsPrompts(mode)) {
        const QCborArray pairs = request.value(QLatin1String("pairs")).toArray();
        for (const QCborValue &pair : pairs)
            add(pictures.at(pair[0].toInteger())[QLatin1String("key")].toString(),
                texts.at(pair[1].toInteger())[QLatin1String("key")]);
    } else {
        for (const QCborValue &picture : pictures)
            add(picture[QLatin1String("key")].toString(), nullptr);
    }
    QCborMap answer{{QLatin1String("type"), QLatin1String("scores")},
                    {QLatin1String("id"), request.value(QLatin1String("id"))},
                    {QLatin1String("items"), items}};
    if (seesAngles(mode) && request.value(QLatin1String("embeddings")).toBool()) {
        QCborArray made;
        for (const QCborValue &picture : pictures) {
            const QString key = picture[QLatin1String("key")].toString();
            made.append(QCborMap{{QLatin1String("picture"), key},
                                 {QLatin1String("features"), features(pictureTower, std::fmod(valueOf(key), 90))}});
        }
        answer.insert(QLatin1String("embeddings"), made);
    }
    return answer;
}

/// "30 degrees" is a direction, every other text cannot be encoded.
QCborMap embeddings(const QCborMap &request)
{
    QCborArray items;
    const QCborArray texts = request.value(QLatin1String("texts")).toArray();
    for (const QCborValue &text : texts) {
        bool isAngle = false;
        const QStringList words = text[QLatin1String("text")].toString().split(QLatin1Char(' '));
        const double degrees = words.first().toDouble(&isAngle);
        QCborMap item{{QLatin1String("text"), text[QLatin1String("key")]}, {QLatin1String("tower"), textTower}};
        if (isAngle && words.size() == 2)
            item.insert(QLatin1String("features"), features(textTower, degrees));
        else
            item.insert(QLatin1String("error"), QCborMap{{QLatin1String("code"), QLatin1String("text.form")},
                                                         {QLatin1String("message"), QLatin1String("no angle")}});
        items.append(item);
    }
    return {{QLatin1String("type"), QLatin1String("embeddings")},
            {QLatin1String("id"), request.value(QLatin1String("id"))},
            {QLatin1String("items"), items}};
}

/// The feature of a picture or text: what was made of it before, or the number that its key names; that is then added
/// to `made`.
double featureOf(const QCborMap &item, const QString &tower, QLatin1String kind, QCborArray &made)
{
    const QCborArray known = item.value(QLatin1String("features")).toArray();
    for (const QCborValue &features : known) {
        if (features[QLatin1String("tower")].toString() == tower) {
            const QByteArray data = features[QLatin1String("data")].toByteArray();
            return qFromLittleEndian<float>(data.constData());
        }
    }
    const QString key = item.value(QLatin1String("key")).toString();
    QByteArray data(4, '\0');
    qToLittleEndian(float(valueOf(key)), data.data());
    made.append(QCborMap{{kind, key},
                         {QLatin1String("features"), QCborMap{{QLatin1String("tower"), tower},
                                                              {QLatin1String("dtype"), QLatin1String("fp32")},
                                                              {QLatin1String("shape"), QCborArray{1}},
                                                              {QLatin1String("data"), data}}}});
    return valueOf(key);
}

/// clip-l: the picture's number minus the text's; laion-v1: the picture's.
QCborMap towerScores(const QCborMap &request)
{
    const QCborArray pictures = request.value(QLatin1String("pictures")).toArray();
    const QCborArray texts = request.value(QLatin1String("texts")).toArray();
    const QCborArray scorers = request.value(QLatin1String("scorers")).toArray();
    QCborArray made;
    QList<double> seen;
    QList<double> read;
    for (const QCborValue &picture : pictures)
        seen += featureOf(picture.toMap(), pictureTower, QLatin1String("picture"), made);
    QCborArray items;
    const auto add = [&](const char *scorer, qint64 picture, const QCborValue &text, double value) {
        items.append(QCborMap{{QLatin1String("picture"), pictures.at(picture)[QLatin1String("key")]},
                              {QLatin1String("scorer"), QLatin1String(scorer)},
                              {QLatin1String("text"), text},
                              {QLatin1String("value"), value}});
    };
    if (scorers.contains(QLatin1String("clip-l"))) {
        for (const QCborValue &text : texts)
            read += featureOf(text.toMap(), textTower, QLatin1String("text"), made);
        const QCborArray pairs = request.value(QLatin1String("pairs")).toArray();
        for (const QCborValue &pair : pairs)
            add("clip-l", pair[0].toInteger(), texts.at(pair[1].toInteger())[QLatin1String("key")],
                seen[pair[0].toInteger()] - read[pair[1].toInteger()]);
    }
    if (scorers.contains(QLatin1String("laion-v1"))) {
        for (qsizetype i = 0; i < seen.size(); ++i)
            add("laion-v1", i, nullptr, seen[i]);
    }
    QCborMap answer{{QLatin1String("type"), QLatin1String("scores")},
                    {QLatin1String("id"), request.value(QLatin1String("id"))},
                    {QLatin1String("items"), items}};
    if (request.value(QLatin1String("embeddings")).toBool())
        answer.insert(QLatin1String("embeddings"), made);
    return answer;
}

/// Every scorer asked about passes; in the mode "badtest" none does.
QCborMap selfTests(const QCborMap &request, const QString &mode)
{
    const bool good = mode != QLatin1String("badtest");
    QCborArray items;
    const QCborArray scorers = request.value(QLatin1String("scorers")).toArray();
    for (const QCborValue &scorer : scorers) {
        const QCborMap one{{QLatin1String("case"), QLatin1String("pattern, 400 x 300")},
                           {QLatin1String("expected"), 100.0},
                           {QLatin1String("got"), good ? 100.0 : 250.0}};
        items.append(QCborMap{{QLatin1String("scorer"), scorer},
                              {QLatin1String("passed"), good},
                              {QLatin1String("max_error"), good ? 0.0 : 1.5},
                              {QLatin1String("tolerance"), 1e-5},
                              {QLatin1String("cases"), 1},
                              {QLatin1String("reason"), QLatin1String("")},
                              {QLatin1String("details"), QCborArray{one}}});
    }
    return {{QLatin1String("type"), QLatin1String("self_test")},
            {QLatin1String("id"), request.value(QLatin1String("id"))},
            {QLatin1String("items"), items}};
}

QCborMap status(const QCborMap &request)
{
    return {{QLatin1String("type"), QLatin1String("status")}, {QLatin1String("id"), request.value(QLatin1String("id"))},
            {QLatin1String("device"), QLatin1String("cpu")},  {QLatin1String("threads"), 1},
            {QLatin1String("memory_bytes"), 123000000},       {QLatin1String("loaded"), QCborArray()}};
}

void writeLog(const QString &path, const QCborMap &request, const QString &mode)
{
    QFile file(path);
    if (!file.open(QIODevice::Append))
        return;
    if (hasTowers(mode)) {
        for (const char *kind : {"pictures", "texts"}) {
            const QCborArray items = request.value(QLatin1String(kind)).toArray();
            for (const QCborValue &item : items)
                file.write(QByteArray(kind) + (item.toMap().contains(QLatin1String("features")) ? " known" : " new")
                           + (item.toMap().contains(QLatin1String("data")) ? " bytes" : "")
                           + (item.toMap().contains(QLatin1String("path")) ? " path" : "") + '\n');
        }
        return;
    }
    const QCborArray pictures = request.value(QLatin1String("pictures")).toArray();
    for (const QCborValue &picture : pictures)
        file.write(picture[QLatin1String("key")].toString().toLatin1()
                   + (picture[QLatin1String("data")].isByteArray() ? "\n" : " path\n"));
}

/// What the bad modes do instead of answering.
void misbehave(const QString &mode, const QCborMap &request, QCborMap answer)
{
    if (mode == QLatin1String("die") || mode == QLatin1String("dietowers")) {
        std::fputs("out of memory, as it were\n", stderr);
        std::abort();
    } else if (mode == QLatin1String("after")) {
        writeBytes(frame(answer));
        std::abort();
    } else if (mode == QLatin1String("hang")) {
        sleep(forAWhile);
    } else if (mode == QLatin1String("rubbish")) {
        writeBytes("this is no frame at all");
    } else if (mode == QLatin1String("half")) {
        const QByteArray whole = frame(answer);
        writeBytes(whole.left(whole.size() / 2));
        std::_Exit(3);
    } else if (mode == QLatin1String("long")) {
        writeBytes(magic + QByteArray("\xff\xff\xff\xff", 4));
        sleep(forAWhile);
    } else if (mode == QLatin1String("damaged")) {
        writeBytes(magic + QByteArray("\x03\0\0\0", 4) + "\xff\xff\xff");
    } else {
        QCborArray items = answer.value(QLatin1String("items")).toArray();
        if (mode == QLatin1String("stranger")) {
            items.append(QCborMap{{QLatin1String("picture"), QString(64, QLatin1Char('f'))},
                                  {QLatin1String("scorer"), QLatin1String("sharpness")},
                                  {QLatin1String("value"), 1.0}});
        } else if (mode == QLatin1String("twice")) {
            items.append(items.first());
        } else if (mode == QLatin1String("omit")) {
            items.removeFirst();
        } else if (mode == QLatin1String("infinite")) {
            QCborMap item = items.takeFirst().toMap();
            item[QLatin1String("value")] = qInf();
            items.append(item);
        } else if (mode == QLatin1String("otherid")) {
            answer[QLatin1String("id")] = request.value(QLatin1String("id")).toInteger() + 77;
        } else if (mode == QLatin1String("error")) {
            answer = {{QLatin1String("type"), QLatin1String("error")},
                      {QLatin1String("id"), request.value(QLatin1String("id"))},
                      {QLatin1String("code"), QLatin1String("scorer.failed")},
                      {QLatin1String("message"), QLatin1String("it did not work")}};
        }
        if (mode == QLatin1String("memory")) { // of the device, for the first picture
            QCborMap item = items.takeFirst().toMap();
            item.remove(QLatin1String("value"));
            item[QLatin1String("error")] =
                QCborMap{{QLatin1String("code"), QLatin1String("device.memory")},
                         {QLatin1String("message"), QLatin1String("cuda:0 has too little free memory")}};
            items.prepend(item);
        } else if (mode == QLatin1String("shrunk")) {
            answer[QLatin1String("batch")] = QCborMap{{QLatin1String("usual"), 8}, {QLatin1String("now"), 4}};
        }
        if (mode == QLatin1String("wrongtower")) {
            QCborMap strange = answer.value(QLatin1String("embeddings")).toArray().at(0).toMap();
            QCborMap features = strange.value(QLatin1String("features")).toMap();
            features[QLatin1String("tower")] = QString(64, QLatin1Char('d'));
            strange[QLatin1String("features")] = features;
            answer[QLatin1String("embeddings")] = QCborArray{strange};
        }
        if (answer.contains(QLatin1String("items")))
            answer[QLatin1String("items")] = items;
        writeBytes(frame(answer));
    }
}

bool asksAbout(const QCborMap &request, const QString &key)
{
    const QCborArray pictures = request.value(QLatin1String("pictures")).toArray();
    return std::any_of(pictures.begin(), pictures.end(), [&](const QCborValue &picture) {
        return picture[QLatin1String("key")].toString().startsWith(key);
    });
}

} // namespace

int main(int argc, char **argv)
{
    const QString mode = QString::fromLocal8Bit(argc > 1 ? argv[1] : "good");
    const QString when = QString::fromLocal8Bit(argc > 2 ? argv[2] : "0");
    const QString log = QString::fromLocal8Bit(argc > 3 ? argv[3] : "");
    if (mode == QLatin1String("refuse")) {
        std::fputs("ssh: no such host.\n", stderr);
        return 255;
    }
    if (mode == QLatin1String("banner"))
        writeBytes("Welcome to gpu-box!\n\x89"
                   "D is not a frame\nLast login: yesterday\n");
    if (mode == QLatin1String("endless"))
        writeBytes(QByteArray(100000, '.'));
    if (mode == QLatin1String("mute"))
        sleep(forAWhile);

    for (int number = 0;;) {
        const QCborMap request = readMessage();
        const QString type = request.value(QLatin1String("type")).toString();
        if (type == QLatin1String("bye"))
            return 0;
        if (type == QLatin1String("hello")) {
            const QByteArray answer = frame(hello(request, mode));
            if (mode == QLatin1String("halfhello")) {
                writeBytes(answer.left(answer.size() / 2));
                std::_Exit(3);
            }
            writeBytes(answer);
            continue;
        }
        if (type == QLatin1String("self_test"))
            writeBytes(frame(selfTests(request, mode)));
        if (type == QLatin1String("status"))
            writeBytes(frame(status(request)));
        if (type == QLatin1String("embed_texts"))
            writeBytes(frame(embeddings(request)));
        if (type != QLatin1String("score"))
            continue;
        writeLog(log, request, mode);
        ++number;
        if (mode == QLatin1String("poison") && asksAbout(request, when)) // dies of the picture with this key
            std::abort();
        else if (mode == QLatin1String("slow"))
            usleep(static_cast<useconds_t>(when.toInt()) * 1000);
        if (number == when.toInt() && mode != QLatin1String("slow"))
            misbehave(mode, request, scores(request, mode));
        else
            writeBytes(frame(scores(request, mode)));
    }
}
