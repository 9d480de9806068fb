#include "core/scoring/scorebatch.h"

#include <QCborArray>
#include <QTest>

#include "core/scoring/featureshelf.h"
#include "tests/core/scoring/scoringstudy.h"

using scoring::ScoreBatch;

namespace {

const QString towerPrint(64, QLatin1Char('a'));

scoring::ScorerInfo scorer(const char *id, bool needsPrompt, const QString &pictureTower = {})
{
    scoring::ScorerInfo info;
    info.id = QLatin1String(id);
    info.needsPrompt = needsPrompt;
    info.pictureTower = pictureTower;
    return info;
}

const QList<scoring::ScorerInfo> scorers{scorer("sharpness", false), scorer("clip-l", true, towerPrint),
                                         scorer("contrast", false)};

scoring::ScoreTask task(qint64 asset, const char *hash)
{
    scoring::ScoreTask made;
    made.asset = study::AssetId{asset};
    made.sha256 = QLatin1String(hash);
    made.scorers = QStringList{QStringLiteral("clip-l"), QStringLiteral("sharpness")};
    made.promptHashes = QStringList{QStringLiteral("t1"), QStringLiteral("t2")};
    return made;
}

/// One picture, of which three values are expected.
ScoreBatch batch()
{
    ScoreBatch made;
    made.id = 4;
    made.add(task(7, "p1"), scorers);
    return made;
}

QCborMap item(const char *picture, const char *scorer, const QCborValue &text, double value = 1.5)
{
    return {{QLatin1String("picture"), QLatin1String(picture)},
            {QLatin1String("scorer"), QLatin1String(scorer)},
            {QLatin1String("text"), text},
            {QLatin1String("value"), value}};
}

QCborArray fitting()
{
    return {item("p1", "clip-l", QLatin1String("t1"), 0.25), item("p1", "clip-l", QLatin1String("t2"), 0.5),
            item("p1", "sharpness", nullptr, 3)};
}

QCborMap answer(const QCborArray &items, qint64 id = 4)
{
    return {
        {QLatin1String("type"), QLatin1String("scores")}, {QLatin1String("id"), id}, {QLatin1String("items"), items}};
}

QCborMap features(const char *picture, const QString &tower)
{
    return {{QLatin1String("picture"), QLatin1String(picture)},
            {QLatin1String("features"), QCborMap{{QLatin1String("tower"), tower},
                                                 {QLatin1String("dtype"), QLatin1String("fp32")},
                                                 {QLatin1String("shape"), QCborArray{1}},
                                                 {QLatin1String("data"), QByteArray(4, '\0')}}}};
}

} // namespace

class TestScoreBatch : public QObject
{
    Q_OBJECT

    ScoringStudy m_study{0};

    base::Result<scoring::CheckedAnswer> check(const QCborMap &message) const
    {
        storage::Database database = support::must(storage::Database::open(m_study.path()));
        return scoring::checkAnswer(batch(), message, scoring::FeatureShelf(database, scorers, true));
    }

private Q_SLOTS:
    void tasksExpectWhatTheyMiss()
    {
        const ScoreBatch one = batch();
        const std::set<ScoreBatch::Key> expected{
            {QStringLiteral("p1"), QStringLiteral("sharpness"), QString()},
            {QStringLiteral("p1"), QStringLiteral("clip-l"), QStringLiteral("t1")},
            {QStringLiteral("p1"), QStringLiteral("clip-l"), QStringLiteral("t2")}};
        QVERIFY(one.expected == expected);
        QCOMPARE(one.tasks.size(), 1);
    }

    void aFittingAnswerIsTaken()
    {
        QCborMap message = answer(fitting());
        message.insert(QLatin1String("embeddings"), QCborArray{features("p1", towerPrint)});
        const auto checked = check(message);
        SUPPORT_OK(checked);
        QCOMPARE(checked->scores.size(), 3);
        QCOMPARE(checked->scores[2].value, 3.0);
        QCOMPARE(checked->features.size(), 1);
        QCOMPARE(checked->features.first().picture, QStringLiteral("p1"));
    }

    void answersThatDoNotFit_data()
    {
        QTest::addColumn<QCborMap>("message");
        QTest::addColumn<QString>("problem");
        const auto row = [](const char *name, const QCborMap &message, const char *problem) {
            QTest::newRow(name) << message << QString::fromLatin1(problem);
        };
        row("of another question", answer(fitting(), 5), "answered what was not asked");
        QCborArray items = fitting();
        items.removeLast();
        row("one is missing", answer(items), "left out 1 answers");
        row("nothing", answer({}), "left out 3 answers");
        items = fitting();
        items.append(item("p1", "clip-l", QLatin1String("t1")));
        row("one is there twice", answer(items), "not asked about");
        items = fitting();
        items[0] = item("p2", "clip-l", QLatin1String("t1"));
        row("another picture", answer(items), "not asked about");
        items[0] = item("p1", "contrast", nullptr);
        row("a scorer that it does not miss", answer(items), "not asked about");
        items[0] = item("p1", "clip-l", QLatin1String("t3"));
        row("another text", answer(items), "not asked about");
        QCborMap message = answer(fitting());
        message.insert(QLatin1String("embeddings"), QCborArray{features("p2", towerPrint)});
        row("features of another picture", message, "embedding that it was not asked for");
        message.insert(QLatin1String("embeddings"), QCborArray{features("p1", QString(64, QLatin1Char('b')))});
        row("features of another tower", message, "embedding that it was not asked for");
        message.insert(QLatin1String("embeddings"), QCborArray{5});
        row("damaged features", message, "damaged");
    }

    void answersThatDoNotFit()
    {
        QFETCH(QCborMap, message);
        QFETCH(QString, problem);
        const auto checked = check(message);
        SUPPORT_FAILS(checked, "scorer.protocol");
        QVERIFY2(checked.error().message.contains(problem), qPrintable(checked.error().message));
    }

    void theWorkersOwnErrorIsPassedOn()
    {
        const QCborMap message{{QLatin1String("type"), QLatin1String("error")},
                               {QLatin1String("id"), 4},
                               {QLatin1String("code"), QLatin1String("device.memory")},
                               {QLatin1String("message"), QLatin1String("too little")}};
        SUPPORT_FAILS(check(message), "device.memory");
        SUPPORT_FAILS(check({{QLatin1String("type"), QLatin1String("cancelled")}, {QLatin1String("id"), 4}}),
                      "cancelled");
    }

    void outcomes()
    {
        ScoreBatch two = batch();
        two.add(task(8, "p2"), scorers);
        const auto failed = [](const char *picture, const char *code, const char *reason) {
            scoring::ScoreAnswer score;
            score.picture = QLatin1String(picture);
            score.errorCode = QLatin1String(code);
            score.error = QLatin1String(reason);
            return score;
        };
        scoring::ScoreAnswer good;
        good.picture = QStringLiteral("p2");
        good.scorer = QStringLiteral("clip-l");
        good.text = QStringLiteral("t1");
        good.value = 0.5;
        good.second = 2;
        const auto outcome = scoring::outcomeOf(
            two, {good, failed("p1", "picture.damaged", "one"), failed("p1", "picture.damaged", "one"),
                  failed("p1", "scorer.value", "two"), failed("p2", "picture.missing", "three")});
        QCOMPARE(outcome.values.size(), 1);
        QCOMPARE(outcome.values.first().asset.value, 8);
        QCOMPARE(outcome.values.first().scorer, QStringLiteral("clip-l"));
        QCOMPARE(outcome.values.first().promptHash, QStringLiteral("t1"));
        QCOMPARE(outcome.values.first().value, 0.5);
        QCOMPARE(*outcome.values.first().second, 2.0);
        QCOMPARE(outcome.reasons.size(), 1);
        QCOMPARE(outcome.reasons.value(QStringLiteral("p1")),
                 (QStringList{QStringLiteral("one"), QStringLiteral("two")}));
        QCOMPARE(outcome.unreachable, QSet<QString>{QStringLiteral("p2")});
        QVERIFY(!outcome.exhausted);
        const auto exhausted = scoring::outcomeOf(two, {good, failed("p1", "device.memory", "too little")});
        QCOMPARE(exhausted.values.size(), 1);
        QVERIFY(exhausted.reasons.isEmpty());
        QCOMPARE(exhausted.exhausted->code, QStringLiteral("device.memory"));
        QCOMPARE(exhausted.exhausted->message, QStringLiteral("too little"));
    }

    void limits()
    {
        const auto limitOf = [this](const QCborValue &usual, const QCborValue &now) {
            QCborMap message = answer(fitting());
            message[QLatin1String("batch")] = QCborMap{{QLatin1String("usual"), usual}, {QLatin1String("now"), now}};
            return check(message)->limit;
        };
        QCOMPARE(limitOf(8, 4).usual, 8);
        QCOMPARE(limitOf(8, 4).now, 4);
        for (const auto &[usual, now] :
             {std::pair(8, 8), std::pair(4, 8), std::pair(8, 0), std::pair(8, -1), std::pair(2000000000, 4)})
            QCOMPARE(limitOf(usual, now).now, 0);
        QCOMPARE(limitOf(QStringLiteral("8"), 4).now, 0);
        QCOMPARE(check(answer(fitting()))->limit.now, 0);
    }
};

QTEST_GUILESS_MAIN(TestScoreBatch)
#include "tst_scorebatch.moc"
