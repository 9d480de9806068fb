#include "core/scoring/messages.h"

#include <algorithm>
#include <cmath>

#include <QCborArray>
#include <QCborValue>

namespace scoring {

namespace {

constexpr qsizetype maxEntries = 1 << 20;
constexpr qsizetype maxText = 1 << 16;

tl::unexpected<base::Error> bad(const QString &message)
{
    return base::fail(QStringLiteral("scorer.protocol"), message,
                      QStringLiteral("Check the scorer's command and its version"));
}

/// A text of bounded length; empty when it is missing or something else.
QString text(const QCborMap &map, QLatin1String key)
{
    return map.value(key).toString().left(maxText);
}

/// A finite number, whole or not.
std::optional<double> number(const QCborValue &value)
{
    if (!value.isDouble() && !value.isInteger())
        return std::nullopt;
    const double result = value.toDouble();
    return std::isfinite(result) ? std::optional(result) : std::nullopt;
}

/// The "items" of an answer of this type.
base::Result<QList<QCborMap>> itemsOf(const QCborMap &answer, QLatin1String type)
{
    const QString found = text(answer, QLatin1String("type"));
    if (found == QLatin1String("error"))
        return base::fail(text(answer, QLatin1String("code")), text(answer, QLatin1String("message")));
    if (found == QLatin1String("cancelled"))
        return base::fail(QStringLiteral("cancelled"), QStringLiteral("cancelled"));
    const QCborValue items = answer.value(QLatin1String("items"));
    if (found != type || !items.isArray() || items.toArray().size() > maxEntries)
        return bad(QStringLiteral("the scorer answered \"%1\" where \"%2\" was expected").arg(found.left(40), type));
    QList<QCborMap> maps;
    const QCborArray array = items.toArray();
    for (const QCborValue &item : array) {
        if (!item.isMap())
            return bad(QStringLiteral("an item of the scorer's answer is no map"));
        maps += item.toMap();
    }
    return maps;
}

bool isFingerprint(const QString &text)
{
    return text.size() == 64 && std::all_of(text.begin(), text.end(), [](QChar c) {
               return (c >= QLatin1Char('0') && c <= QLatin1Char('9'))
                      || (c >= QLatin1Char('a') && c <= QLatin1Char('f'));
           });
}

QCborMap featuresMap(const TowerFeatures &features)
{
    QCborArray shape;
    for (const qint64 extent : features.shape)
        shape.append(extent);
    return {{QLatin1String("tower"), features.tower},
            {QLatin1String("dtype"), features.dtype},
            {QLatin1String("shape"), shape},
            {QLatin1String("data"), features.data}};
}

/// Puts what is known of a picture or text under "features".
void addFeatures(QCborMap &map, const QList<TowerFeatures> &known)
{
    if (known.isEmpty())
        return;
    QCborArray list;
    for (const TowerFeatures &features : known)
        list.append(featuresMap(features));
    map.insert(QLatin1String("features"), list);
}

base::Result<ScorerInfo> scorerFrom(const QCborMap &map)
{
    ScorerInfo info;
    info.id = text(map, QLatin1String("scorer"));
    info.title = text(map, QLatin1String("title"));
    info.needsPrompt = map.value(QLatin1String("needs_prompt")).toBool();
    const QCborArray range = map.value(QLatin1String("range")).toArray();
    info.low = number(range.at(0)).value_or(0);
    info.high = number(range.at(1)).value_or(0);
    info.licence = text(map, QLatin1String("licence"));
    info.weightsBytes = map.value(QLatin1String("weights_bytes")).toInteger();
    info.dtype = text(map, QLatin1String("dtype"));
    info.installed = map.value(QLatin1String("installed")).toBool();
    info.version = int(map.value(QLatin1String("version")).toInteger());
    info.fingerprint = text(map, QLatin1String("fingerprint"));
    info.fingerprintCovers = text(map, QLatin1String("covers"));
    info.pictureTower = text(map, QLatin1String("picture_tower"));
    info.textTower = text(map, QLatin1String("text_tower"));
    info.problem = text(map, QLatin1String("problem"));
    const bool towersAreNamed = (info.pictureTower.isEmpty() || isFingerprint(info.pictureTower))
                                && (info.textTower.isEmpty() || isFingerprint(info.textTower));
    if (info.id.isEmpty() || (info.installed && !isFingerprint(info.fingerprint)) || !towersAreNamed)
        return bad(QStringLiteral("the worker's entry of scorer \"%1\" is damaged").arg(info.id.left(40)));
    return info;
}

QCborMap request(qint64 id, QLatin1String type)
{
    return {{QLatin1String("type"), type}, {QLatin1String("id"), id}};
}

QCborMap pictureMap(const PictureToScore &picture)
{
    QCborMap map{{QLatin1String("key"), picture.key}};
    addFeatures(map, picture.features);
    if (picture.data.isEmpty() && picture.path.isEmpty()) // the features say it all
        return map;
    if (picture.data.isEmpty()) {
        map.insert(QLatin1String("path"), picture.path);
        map.insert(QLatin1String("sha256"), picture.sha256);
    } else {
        map.insert(QLatin1String("data"), picture.data);
    }
    return map;
}

/// Cases without an expected number are left out.
QList<SelfTestCase> selfTestDetails(const QCborMap &item)
{
    QList<SelfTestCase> details;
    const QCborArray cases = item.value(QLatin1String("details")).toArray();
    for (const QCborValue &value : cases) {
        const QCborMap one = value.toMap();
        if (const auto expected = number(one.value(QLatin1String("expected"))); expected && details.size() < maxEntries)
            details += {text(one, QLatin1String("case")), *expected, number(one.value(QLatin1String("got")))};
    }
    return details;
}

/// One entry with "features", of a picture or of a text.
base::Result<MadeFeatures> madeFeatures(const QCborMap &item)
{
    const QCborMap map = item.value(QLatin1String("features")).toMap();
    MadeFeatures one{text(item, QLatin1String("picture")), text(item, QLatin1String("text")), {}};
    one.features.tower = text(map, QLatin1String("tower"));
    one.features.dtype = text(map, QLatin1String("dtype"));
    const QCborArray shape = map.value(QLatin1String("shape")).toArray();
    for (const QCborValue &extent : shape)
        one.features.shape += extent.toInteger(-1);
    one.features.data = map.value(QLatin1String("data")).toByteArray();
    if (one.picture.isEmpty() == one.text.isEmpty() || !one.features.isConsistent())
        return bad(QStringLiteral("an embedding of the scorer's answer is damaged"));
    return one;
}

QCborArray textList(const QList<TextToScore> &texts)
{
    QCborArray list;
    for (const TextToScore &entry : texts) {
        QCborMap one{{QLatin1String("key"), entry.key}, {QLatin1String("text"), entry.text}};
        addFeatures(one, entry.features);
        list.append(one);
    }
    return list;
}

} // namespace

std::optional<ScorerInfo> WorkerFacts::find(const QString &id) const
{
    const auto found =
        std::find_if(scorers.begin(), scorers.end(), [&](const ScorerInfo &info) { return info.id == id; });
    return found == scorers.end() ? std::nullopt : std::optional(*found);
}

bool TowerFeatures::isConsistent() const
{
    static const QMap<QString, qint64> sizes{{QStringLiteral("f64"), 8},
                                             {QStringLiteral("fp32"), 4},
                                             {QStringLiteral("fp16"), 2},
                                             {QStringLiteral("bf16"), 2}};
    constexpr qsizetype mostExtents = 8;
    qint64 expected = sizes.value(dtype);
    if (!isFingerprint(tower) || expected == 0 || shape.isEmpty() || shape.size() > mostExtents)
        return false;
    for (const qint64 extent : shape) {
        if (extent <= 0 || extent > data.size() / expected) // divided: shapes come from elsewhere
            return false;
        expected *= extent;
    }
    return expected == data.size();
}

QCborMap helloMessage(qint64 id, const QString &device, const QString &probePath, const ModelChoice &models)
{
    QCborMap message = request(id, QLatin1String("hello"));
    message.insert(QLatin1String("protocol"), protocolVersion);
    message.insert(QLatin1String("client"), QStringLiteral("dissensus " DISSENSUS_VERSION));
    message.insert(QLatin1String("device"), device);
    if (!probePath.isEmpty())
        message.insert(QLatin1String("probe"), probePath);
    const auto textsOf = [](const QMap<QString, QString> &texts) {
        QCborMap map;
        for (auto one = texts.constBegin(); one != texts.constEnd(); ++one)
            map.insert(one.key(), one.value());
        return map;
    };
    if (!models.dtype.isEmpty())
        message.insert(QLatin1String("dtype"), models.dtype);
    if (!models.weights.isEmpty())
        message.insert(QLatin1String("weights"), textsOf(models.weights));
    QCborMap options;
    for (auto one = models.options.constBegin(); one != models.options.constEnd(); ++one)
        options.insert(one.key(), textsOf(one.value()));
    if (!options.isEmpty())
        message.insert(QLatin1String("options"), options);
    return message;
}

QCborMap toMessage(qint64 id, const ScoreMessage &message)
{
    QCborArray pictures;
    for (const PictureToScore &picture : message.pictures)
        pictures.append(pictureMap(picture));
    QCborArray pairs;
    for (const auto &[picture, entry] : message.pairs)
        pairs.append(QCborArray{picture, entry});
    QCborMap map = request(id, QLatin1String("score"));
    map.insert(QLatin1String("scorers"), QCborArray::fromStringList(message.scorers));
    map.insert(QLatin1String("pictures"), pictures);
    map.insert(QLatin1String("texts"), textList(message.texts));
    map.insert(QLatin1String("pairs"), pairs);
    if (message.wantsFeatures)
        map.insert(QLatin1String("embeddings"), true);
    return map;
}

QCborMap embedTextsMessage(qint64 id, const QStringList &scorers, const QList<TextToScore> &texts)
{
    QCborMap message = request(id, QLatin1String("embed_texts"));
    message.insert(QLatin1String("scorers"), QCborArray::fromStringList(scorers));
    message.insert(QLatin1String("texts"), textList(texts));
    return message;
}

QCborMap selfTestMessage(qint64 id, const QStringList &scorers)
{
    QCborMap message = request(id, QLatin1String("self_test"));
    message.insert(QLatin1String("scorers"), QCborArray::fromStringList(scorers));
    return message;
}

QCborMap cancelMessage(qint64 request)
{
    return {{QLatin1String("type"), QLatin1String("cancel")}, {QLatin1String("request"), request}};
}

QCborMap byeMessage()
{
    return {{QLatin1String("type"), QLatin1String("bye")}};
}

base::Result<WorkerFacts> factsFrom(const QCborMap &answer)
{
    const QString type = text(answer, QLatin1String("type"));
    if (type == QLatin1String("error"))
        return base::fail(text(answer, QLatin1String("code")), text(answer, QLatin1String("message")));
    if (type != QLatin1String("hello"))
        return bad(QStringLiteral("the worker did not say hello"));
    const qint64 protocol = answer.value(QLatin1String("protocol")).toInteger(-1);
    WorkerFacts facts;
    facts.version = text(answer, QLatin1String("version"));
    if (protocol != protocolVersion)
        return base::fail(QStringLiteral("scorer.version"),
                          QStringLiteral("the scorer (version %1) speaks protocol %2, this program speaks %3")
                              .arg(facts.version.isEmpty() ? QStringLiteral("unknown") : facts.version.left(40))
                              .arg(protocol)
                              .arg(protocolVersion),
                          QStringLiteral("Use programs of the same version"));
    facts.libtorch = text(answer, QLatin1String("libtorch"));
    facts.device = text(answer, QLatin1String("device"));
    facts.cudaReason = text(answer.value(QLatin1String("cuda")).toMap(), QLatin1String("reason"));
    facts.threads = int(answer.value(QLatin1String("threads")).toInteger());
    facts.probe = text(answer, QLatin1String("probe"));
    const QCborArray scorers = answer.value(QLatin1String("scorers")).toArray();
    if (scorers.size() > maxEntries)
        return bad(QStringLiteral("the worker lists %1 scorers").arg(scorers.size()));
    for (const QCborValue &entry : scorers) {
        BASE_TRY_ASSIGN(info, scorerFrom(entry.toMap()));
        facts.scorers += info;
    }
    return facts;
}

base::Result<QList<ScoreAnswer>> scoresFrom(const QCborMap &answer)
{
    BASE_TRY_ASSIGN(items, itemsOf(answer, QLatin1String("scores")));
    QList<ScoreAnswer> answers;
    for (const QCborMap &item : items) {
        ScoreAnswer one;
        one.picture = text(item, QLatin1String("picture"));
        one.scorer = text(item, QLatin1String("scorer"));
        one.text = text(item, QLatin1String("text"));
        const QCborValue error = item.value(QLatin1String("error"));
        const std::optional<double> value = number(item.value(QLatin1String("value")));
        if (error.isMap()) {
            one.errorCode = text(error.toMap(), QLatin1String("code"));
            one.error = text(error.toMap(), QLatin1String("message"));
            if (one.errorCode.isEmpty())
                return bad(QStringLiteral("the scorer reported an error without a code"));
        } else if (value) {
            one.value = *value;
            one.second = number(item.value(QLatin1String("second")));
        } else {
            return bad(QStringLiteral("the scorer answered neither a number nor an error"));
        }
        answers += one;
    }
    return answers;
}

BatchLimit batchLimitFrom(const QCborMap &answer)
{
    const QCborMap batch = answer.value(QLatin1String("batch")).toMap();
    const qint64 usual = batch.value(QLatin1String("usual")).toInteger();
    const qint64 now = batch.value(QLatin1String("now")).toInteger();
    const bool makesSense = 0 < now && now < usual && usual <= maxEntries;
    return makesSense ? BatchLimit{int(usual), int(now)} : BatchLimit{};
}

base::Result<QList<MadeFeatures>> featuresFrom(const QCborMap &answer)
{
    const QCborArray list = answer.value(QLatin1String("embeddings")).toArray();
    if (list.size() > maxEntries)
        return bad(QStringLiteral("the scorer sent %1 embeddings").arg(list.size()));
    QList<MadeFeatures> made;
    for (const QCborValue &value : list) {
        BASE_TRY_ASSIGN(one, madeFeatures(value.toMap()));
        made += one;
    }
    return made;
}

base::Result<QList<MadeFeatures>> embeddingsFrom(const QCborMap &answer)
{
    BASE_TRY_ASSIGN(items, itemsOf(answer, QLatin1String("embeddings")));
    QList<MadeFeatures> made;
    for (const QCborMap &item : items) {
        if (const QCborValue error = item.value(QLatin1String("error")); error.isMap())
            return base::fail(text(error.toMap(), QLatin1String("code")),
                              text(error.toMap(), QLatin1String("message")));
        BASE_TRY_ASSIGN(one, madeFeatures(item));
        made += one;
    }
    return made;
}

base::Result<QList<SelfTestAnswer>> selfTestsFrom(const QCborMap &answer)
{
    BASE_TRY_ASSIGN(items, itemsOf(answer, QLatin1String("self_test")));
    QList<SelfTestAnswer> answers;
    for (const QCborMap &item : items)
        answers += {text(item, QLatin1String("scorer")),
                    item.value(QLatin1String("passed")).toBool(),
                    number(item.value(QLatin1String("max_error"))),
                    number(item.value(QLatin1String("tolerance"))).value_or(0),
                    item.value(QLatin1String("cases")).toInteger(),
                    text(item, QLatin1String("reason")),
                    selfTestDetails(item)};
    return answers;
}

qint64 answeredId(const QCborMap &answer)
{
    return answer.value(QLatin1String("id")).toInteger(-1);
}

} // namespace scoring
