#include "core/trials/protocol.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

#include "core/base/canonicaljson.h"
#include "core/base/hash.h"
#include "core/study/labelset.h"
#include "core/trials/jsonreader.h"

namespace trials {

namespace {

using study::Question;
using study::QuestionKind;

constexpr qsizetype maxFileBytes = 4 * 1024 * 1024;
constexpr int maxName = 200;
constexpr int maxSentence = 2000;
constexpr int maxPage = 100000;
constexpr int maxQuestions = 16;
constexpr int maxEntries = 10000;
constexpr qint64 maxExactInteger = 9007199254740991; // 2^53 - 1: what JSON readers agree on

// The words of the file, in the order of the enumerations.
QStringList designWords()
{
    return {QStringLiteral("generators"), QStringLiteral("variants"), QStringLiteral("photo-clean"),
            QStringLiteral("list")};
}
QStringList selectionWords()
{
    return {QStringLiteral("random"), QStringLiteral("balanced"), QStringLiteral("active")};
}
QStringList passesWords()
{
    return {QStringLiteral("together"), QStringLiteral("separate")};
}
QStringList pictureSizeWords()
{
    return {QStringLiteral("fit"), QStringLiteral("fixed")};
}
QStringList answerWords()
{
    return {QStringLiteral("left"), QStringLiteral("right"), QStringLiteral("tie"), QStringLiteral("both_good"),
            QStringLiteral("both_bad")};
}
QStringList kindWords()
{
    return {QStringLiteral("choice"), QStringLiteral("labels"), QStringLiteral("ratings")};
}

template <typename Enum>
Enum enumWord(JsonReader &reader, const QString &key, const QStringList &words, Enum standard)
{
    return static_cast<Enum>(words.indexOf(reader.word(key, words, words.at(static_cast<int>(standard)))));
}

/// Default members of a question of each kind, as the contract shows them.
Question standardQuestion(QuestionKind kind)
{
    Question question;
    question.kind = kind;
    switch (kind) {
    case QuestionKind::Choice:
        question.id = QStringLiteral("preference");
        question.answers = answerWords();
        question.strength = 2;
        break;
    case QuestionKind::Labels:
        question.id = QStringLiteral("emotion");
        question.set = QStringLiteral("paper");
        break;
    case QuestionKind::Ratings:
        question.id = QStringLiteral("dimensions");
        question.set = QStringLiteral("visionreward");
        break;
    }
    return question;
}

PairRules readPairs(JsonReader reader)
{
    PairRules pairs;
    pairs.design = enumWord(reader, QStringLiteral("design"), designWords(), pairs.design);
    pairs.promptVariant = reader.text(QStringLiteral("prompt_variant"), pairs.promptVariant, maxName);
    if (pairs.promptVariant.isEmpty())
        reader.wrong(QStringLiteral("prompt_variant"), QStringLiteral("must not be empty"));
    pairs.generators = reader.texts(QStringLiteral("generators"), {}, maxEntries, maxName);
    pairs.perAnnotator =
        static_cast<int>(reader.integer(QStringLiteral("per_annotator"), pairs.perAnnotator, 1, 1000000));
    pairs.repeats = reader.number(QStringLiteral("repeats"), pairs.repeats, 0, 1);
    pairs.practice = static_cast<int>(reader.integer(QStringLiteral("practice"), pairs.practice, 0, 1000));
    pairs.selection = enumWord(reader, QStringLiteral("selection"), selectionWords(), pairs.selection);
    pairs.randomShare = reader.number(QStringLiteral("random_share"), pairs.randomShare, 0, 1);
    reader.finish();
    return pairs;
}

void readChoice(JsonReader &reader, Question &question)
{
    const QString answersKey = QStringLiteral("answers");
    question.answers = reader.texts(answersKey, question.answers, 16, maxName);
    for (const QString &answer : std::as_const(question.answers))
        if (!answerWords().contains(answer))
            reader.wrong(answersKey, QStringLiteral("has '%1', which is not one of %2")
                                         .arg(answer, answerWords().join(QStringLiteral(", "))));
    if (!question.answers.contains(QStringLiteral("left")) || !question.answers.contains(QStringLiteral("right")))
        reader.wrong(answersKey, QStringLiteral("must have left and right"));
    question.strength = static_cast<int>(reader.integer(QStringLiteral("strength"), question.strength, 0, 3));
    if (question.strength == 1)
        reader.wrong(QStringLiteral("strength"), QStringLiteral("must be 0, 2 or 3"));
    question.allowSkip = reader.boolean(QStringLiteral("allow_skip"), question.allowSkip);
}

void readSet(JsonReader &reader, Question &question)
{
    question.set = reader.text(QStringLiteral("set"), question.set, maxName);
    const study::LabelSet *set = study::labelSet(question.set);
    const bool hasLabels = set && !set->labels.isEmpty();
    const bool hasDimensions = set && !set->dimensions.isEmpty();
    if (question.kind == QuestionKind::Labels ? !hasLabels : !hasDimensions)
        reader.wrong(
            QStringLiteral("set"),
            QStringLiteral("names no known set with %1; known sets: %2")
                .arg(question.kind == QuestionKind::Labels ? QStringLiteral("labels") : QStringLiteral("dimensions"),
                     study::shippedLabelSets().join(QStringLiteral(", "))));
    reader.word(QStringLiteral("per"), {QStringLiteral("picture")}, QStringLiteral("picture"));
    if (question.kind == QuestionKind::Labels) {
        question.multiple = reader.boolean(QStringLiteral("multiple"), question.multiple);
        question.intensity = static_cast<int>(reader.integer(QStringLiteral("intensity"), question.intensity, 0, 10));
    }
}

Question readQuestion(JsonReader reader)
{
    const auto kind = enumWord(reader, QStringLiteral("kind"), kindWords(), QuestionKind::Choice);
    Question question = standardQuestion(kind);
    question.id = reader.text(QStringLiteral("id"), question.id, maxName);
    static const QRegularExpression idForm(QStringLiteral("^[A-Za-z0-9_-]{1,64}$"));
    if (!idForm.match(question.id).hasMatch())
        reader.wrong(QStringLiteral("id"), QStringLiteral("must be 1 to 64 characters of A-Z, a-z, 0-9, _ and -"));
    question.text = reader.text(QStringLiteral("text"), {}, maxSentence);
    if (kind == QuestionKind::Choice)
        readChoice(reader, question);
    else
        readSet(reader, question);
    reader.finish();
    return question;
}

QString indexed(const QString &path, qsizetype index)
{
    return QStringLiteral("%1[%2]").arg(path).arg(index);
}

QList<Question> readQuestions(JsonReader &root, JsonFindings &findings)
{
    const QString key = QStringLiteral("questions");
    const bool given = root.has(key);
    const QJsonArray array = root.array(key, maxQuestions);
    if (!given)
        return {standardQuestion(QuestionKind::Choice), standardQuestion(QuestionKind::Labels),
                standardQuestion(QuestionKind::Ratings)};
    QList<Question> questions;
    QStringList ids;
    for (qsizetype i = 0; i < array.size(); ++i) {
        if (!array.at(i).isObject()) {
            root.wrong(indexed(key, i), QStringLiteral("must be an object"));
            continue;
        }
        const Question question = readQuestion(
            JsonReader(array.at(i).toObject(), indexed(root.path(key), i), findings, QStringLiteral("protocol")));
        if (ids.contains(question.id))
            root.wrong(indexed(key, i) + QStringLiteral(".id"), QStringLiteral("'%1' occurs twice").arg(question.id));
        ids.append(question.id);
        questions.append(question);
    }
    if (findings.isEmpty() && (questions.isEmpty() || questions.constFirst().kind != QuestionKind::Choice))
        root.wrong(key, QStringLiteral("must begin with a question of kind choice"));
    return questions;
}

QList<GoldPair> readGold(JsonReader &root, JsonFindings &findings)
{
    const QString key = QStringLiteral("gold");
    const QJsonArray array = root.array(key, maxEntries);
    QList<GoldPair> gold;
    for (qsizetype i = 0; i < array.size(); ++i) {
        if (!array.at(i).isObject()) {
            root.wrong(indexed(key, i), QStringLiteral("must be an object"));
            continue;
        }
        JsonReader reader(array.at(i).toObject(), indexed(root.path(key), i), findings, QStringLiteral("protocol"));
        const GoldPair pair{reader.text(QStringLiteral("prompt_group"), {}, maxSentence),
                            reader.text(QStringLiteral("better"), {}, maxName),
                            reader.text(QStringLiteral("worse"), {}, maxName)};
        if (pair.promptGroup.isEmpty())
            reader.wrong(QStringLiteral("prompt_group"), QStringLiteral("must name a prompt group"));
        if (pair.better.isEmpty())
            reader.wrong(QStringLiteral("better"), QStringLiteral("must name a picture by id or SHA-256"));
        if (pair.worse.isEmpty() || pair.worse == pair.better)
            reader.wrong(QStringLiteral("worse"), QStringLiteral("must name another picture by id or SHA-256"));
        reader.finish();
        gold.append(pair);
    }
    return gold;
}

QList<BackgroundQuestion> readBackground(JsonReader &root, JsonFindings &findings)
{
    const QString key = QStringLiteral("background_questions");
    const QJsonArray array = root.array(key, 100);
    QList<BackgroundQuestion> questions;
    for (qsizetype i = 0; i < array.size(); ++i) {
        const QString standardId = QStringLiteral("background_%1").arg(i + 1);
        if (array.at(i).isString() && !array.at(i).toString().isEmpty()
            && array.at(i).toString().size() <= maxSentence) {
            questions.append({standardId, array.at(i).toString(), {}, true});
            continue;
        }
        if (!array.at(i).isObject()) {
            root.wrong(indexed(key, i),
                       QStringLiteral("must be a text of 1 to %1 characters or an object").arg(maxSentence));
            continue;
        }
        JsonReader reader(array.at(i).toObject(), indexed(root.path(key), i), findings, QStringLiteral("protocol"));
        questions.append({reader.text(QStringLiteral("id"), standardId, maxName),
                          reader.text(QStringLiteral("text"), {}, maxSentence),
                          reader.texts(QStringLiteral("answers"), {}, 100, maxName), false});
        if (questions.constLast().text.isEmpty())
            reader.wrong(QStringLiteral("text"), QStringLiteral("must not be empty"));
        reader.finish();
    }
    return questions;
}

QSize readWindow(JsonReader &root, QSize standard)
{
    const QString key = QStringLiteral("minimum_window");
    const bool given = root.has(key);
    const QJsonArray array = root.array(key, 2);
    if (!given)
        return standard;
    const QSize size(array.at(0).toInt(-1), array.at(1).toInt(-1));
    if (size.width() < 0 || size.height() < 0 || size.width() > 16384 || size.height() > 16384)
        root.wrong(key, QStringLiteral("must be two whole numbers from 0 to 16384: width and height"));
    return size;
}

Protocol readProtocol(const QJsonObject &object, JsonFindings &findings)
{
    JsonReader root(object, QStringLiteral("$"), findings, QStringLiteral("protocol"));
    Protocol protocol;
    protocol.version = static_cast<int>(root.integer(QStringLiteral("version"), 0, 0, maxExactInteger));
    protocol.title = root.text(QStringLiteral("title"), {}, maxSentence);
    protocol.instructions = root.text(QStringLiteral("instructions"), {}, maxPage);
    protocol.seed = root.integer(QStringLiteral("seed"), protocol.seed, -maxExactInteger, maxExactInteger);
    protocol.pairs = readPairs(root.object(QStringLiteral("pairs")));
    protocol.questions = readQuestions(root, findings);
    protocol.passes = enumWord(root, QStringLiteral("passes"), passesWords(), protocol.passes);
    protocol.gold = readGold(root, findings);
    protocol.goldShare = root.number(QStringLiteral("gold_share"), protocol.goldShare, 0, 1);
    protocol.breakMinutes = root.number(QStringLiteral("break_minutes"), protocol.breakMinutes, 0, 1440);
    protocol.tooFastMs = static_cast<int>(root.integer(QStringLiteral("too_fast_ms"), protocol.tooFastMs, 0, 600000));
    protocol.minimumWindow = readWindow(root, protocol.minimumWindow);
    protocol.pictureSize = enumWord(root, QStringLiteral("picture_size"), pictureSizeWords(), protocol.pictureSize);
    protocol.surround = root.text(QStringLiteral("surround"), protocol.surround, 7);
    static const QRegularExpression colour(QStringLiteral("^#[0-9A-Fa-f]{6}$"));
    if (!colour.match(protocol.surround).hasMatch())
        root.wrong(QStringLiteral("surround"), QStringLiteral("must be a colour of the form #808080"));
    protocol.consent = root.text(QStringLiteral("consent"), {}, maxPage);
    protocol.backgroundQuestions = readBackground(root, findings);
    if (root.has(QStringLiteral("content_warning"))) {
        JsonReader warning = root.object(QStringLiteral("content_warning"));
        protocol.contentWarning.labels = warning.texts(QStringLiteral("labels"), {}, maxEntries, maxName);
        protocol.contentWarning.text = warning.text(QStringLiteral("text"), {}, maxSentence);
        warning.finish();
    }
    root.finish();
    return protocol;
}

QJsonObject toJson(const Question &question)
{
    QJsonObject object{{QStringLiteral("id"), question.id}, {QStringLiteral("kind"), study::toText(question.kind)}};
    if (question.kind == QuestionKind::Choice) {
        object.insert(QStringLiteral("text"), question.text);
        object.insert(QStringLiteral("answers"), QJsonArray::fromStringList(question.answers));
        object.insert(QStringLiteral("strength"), question.strength);
        object.insert(QStringLiteral("allow_skip"), question.allowSkip);
        return object;
    }
    // The contract's form of these kinds has no text: it is written only where the owner wrote one.
    if (!question.text.isEmpty())
        object.insert(QStringLiteral("text"), question.text);
    object.insert(QStringLiteral("set"), question.set);
    object.insert(QStringLiteral("per"), QStringLiteral("picture"));
    if (question.kind == QuestionKind::Labels) {
        object.insert(QStringLiteral("multiple"), question.multiple);
        object.insert(QStringLiteral("intensity"), question.intensity);
    }
    return object;
}

QJsonObject toJson(const PairRules &pairs)
{
    return {{QStringLiteral("design"), designWords().at(static_cast<int>(pairs.design))},
            {QStringLiteral("prompt_variant"), pairs.promptVariant},
            {QStringLiteral("generators"), QJsonArray::fromStringList(pairs.generators)},
            {QStringLiteral("per_annotator"), pairs.perAnnotator},
            {QStringLiteral("repeats"), pairs.repeats},
            {QStringLiteral("practice"), pairs.practice},
            {QStringLiteral("selection"), selectionWords().at(static_cast<int>(pairs.selection))},
            {QStringLiteral("random_share"), pairs.randomShare}};
}

QJsonValue toJson(const BackgroundQuestion &question)
{
    if (question.isPlain)
        return question.text;
    return QJsonObject{{QStringLiteral("id"), question.id},
                       {QStringLiteral("text"), question.text},
                       {QStringLiteral("answers"), QJsonArray::fromStringList(question.answers)}};
}

/// 1-based line of a byte offset.
int lineAt(const QByteArray &text, qsizetype offset)
{
    return 1 + static_cast<int>(text.left(offset).count('\n'));
}

} // namespace

Protocol defaultProtocol()
{
    JsonFindings findings;
    return readProtocol(QJsonObject{{QStringLiteral("version"), 1}}, findings);
}

base::Result<Protocol> parseProtocol(const QByteArray &json, const QString &file)
{
    if (json.size() > maxFileBytes)
        return base::failIn(file, 0, QStringLiteral("protocol.json"),
                            QStringLiteral("the protocol is larger than 4 MiB"),
                            QStringLiteral("Check that this is a protocol file"));
    QJsonParseError parseError;
    const QJsonDocument document = QJsonDocument::fromJson(json, &parseError);
    if (parseError.error != QJsonParseError::NoError)
        return base::failIn(file, lineAt(json, parseError.offset), QStringLiteral("protocol.json"),
                            QStringLiteral("this is not JSON: %1").arg(parseError.errorString()),
                            QStringLiteral("Correct the file"));
    if (!document.isObject())
        return base::failIn(file, 1, QStringLiteral("protocol.json"), QStringLiteral("$ must be an object"),
                            QStringLiteral("A protocol begins with {\"version\": 1"));
    const QJsonValue version = document.object().value(QLatin1String("version"));
    if (version.toDouble(-1) != 1)
        return base::failIn(file, 0, QStringLiteral("protocol.version"),
                            version.isUndefined() ? QStringLiteral("$.version is missing")
                                                  : QStringLiteral("$.version is not one that this program knows"),
                            QStringLiteral("This program reads version 1"));
    JsonFindings findings;
    const Protocol protocol = readProtocol(document.object(), findings);
    if (!findings.isEmpty())
        return tl::make_unexpected(findings.toError(file));
    return protocol;
}

QJsonObject toJson(const Protocol &protocol)
{
    QJsonArray questions;
    for (const Question &question : protocol.questions)
        questions.append(toJson(question));
    QJsonArray gold;
    for (const GoldPair &pair : protocol.gold)
        gold.append(QJsonObject{{QStringLiteral("prompt_group"), pair.promptGroup},
                                {QStringLiteral("better"), pair.better},
                                {QStringLiteral("worse"), pair.worse}});
    QJsonArray background;
    for (const BackgroundQuestion &question : protocol.backgroundQuestions)
        background.append(toJson(question));
    QJsonObject object{
        {QStringLiteral("version"), protocol.version},
        {QStringLiteral("title"), protocol.title},
        {QStringLiteral("instructions"), protocol.instructions},
        {QStringLiteral("seed"), protocol.seed},
        {QStringLiteral("pairs"), toJson(protocol.pairs)},
        {QStringLiteral("questions"), questions},
        {QStringLiteral("passes"), passesWords().at(static_cast<int>(protocol.passes))},
        {QStringLiteral("gold"), gold},
        {QStringLiteral("gold_share"), protocol.goldShare},
        {QStringLiteral("break_minutes"), protocol.breakMinutes},
        {QStringLiteral("too_fast_ms"), protocol.tooFastMs},
        {QStringLiteral("minimum_window"), QJsonArray{protocol.minimumWindow.width(), protocol.minimumWindow.height()}},
        {QStringLiteral("picture_size"), pictureSizeWords().at(static_cast<int>(protocol.pictureSize))},
        {QStringLiteral("surround"), protocol.surround},
        {QStringLiteral("consent"), protocol.consent},
        {QStringLiteral("background_questions"), background}};
    // Written only where there is one, so that the hash of protocols without it stays what it was.
    if (!protocol.contentWarning.labels.isEmpty())
        object.insert(
            QStringLiteral("content_warning"),
            QJsonObject{{QStringLiteral("labels"), QJsonArray::fromStringList(protocol.contentWarning.labels)},
                        {QStringLiteral("text"), protocol.contentWarning.text}});
    return object;
}

QByteArray canonicalBody(const Protocol &protocol)
{
    return base::toCanonicalJson(toJson(protocol));
}

QString protocolHash(const Protocol &protocol)
{
    return base::sha256(canonicalBody(protocol));
}

} // namespace trials
