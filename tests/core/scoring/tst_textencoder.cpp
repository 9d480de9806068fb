#include "core/scoring/textencoder.h"

#include <QElapsedTimer>
#include <QTest>

#include "core/storage/database.h"
#include "tests/support/embeddings.h"
#include "tests/support/paths.h"

using scoring::EncodedText;
using scoring::TextEncoder;
using support::direction;
using support::embeddingOf;
using support::keepEmbedding;
using support::must;

namespace {

const QString pictureTower(64, u'b');
const QString textTower(64, u'c');

scoring::ScorerInfo scorer(const QString &id, QChar picture, QChar text, bool installed = true)
{
    scoring::ScorerInfo info;
    info.id = id;
    info.installed = installed;
    info.pictureTower = picture.isNull() ? QString() : QString(64, picture);
    info.textTower = text.isNull() ? QString() : QString(64, text);
    return info;
}

} // namespace

class TestTextEncoder : public QObject
{
    Q_OBJECT

private:
    support::TestFolder m_folder;

    QString study(const QString &name, bool hasPictures)
    {
        const QString path = m_folder.file(name);
        storage::Database database = must(storage::Database::create(path, name));
        if (hasPictures)
            keepEmbedding(database, embeddingOf(pictureTower, base::sha256("picture"), direction(0)));
        return path;
    }

    static scoring::TextQuestion question(const QString &path, const QString &text,
                                          const QString &mode = QStringLiteral("clip"))
    {
        scoring::TextQuestion question{text, path, {}};
        question.worker.command = QStringLiteral("\"%1/../tests/fakescorer\" %2").arg(support::binFolder(), mode);
        return question;
    }

    static base::Result<EncodedText> encode(TextEncoder &encoder, const scoring::TextQuestion &question)
    {
        std::optional<base::Result<EncodedText>> answer;
        encoder.encode(question, [&answer](const base::Result<EncodedText> &given) { answer = given; });
        if (!QTest::qWaitFor([&answer] { return answer.has_value(); }, 20'000))
            qFatal("no answer came");
        return *answer;
    }

private Q_SLOTS:
    void encodesSeveralTexts()
    {
        const QString path = study(QStringLiteral("several.dissensus"), true);
        TextEncoder encoder;
        for (const int degrees : {30, 60}) {
            const auto encoded = encode(encoder, question(path, QStringLiteral("%1 degrees").arg(degrees)));
            SUPPORT_OK(encoded);
            QCOMPARE(encoded->scorer.id, QStringLiteral("clip-l"));
            QCOMPARE(encoded->pictures, 1);
            QCOMPARE(encoded->features.tower, textTower);
            const auto expected = direction(degrees);
            QCOMPARE(encoded->features.data,
                     QByteArray(reinterpret_cast<const char *>(expected.data()), qsizetype(expected.size() * 4)));
        }
        QVERIFY(!encoder.isRunning());
    }

    // The worker could not encode this text: it was not asked.
    void storedTextIsTaken()
    {
        const QString path = study(QStringLiteral("stored.dissensus"), true);
        storage::Database database = must(storage::Database::open(path));
        const QString prompt = QStringLiteral("a calm harbour");
        keepEmbedding(database,
                      embeddingOf(textTower, base::promptHash(prompt), direction(45), QStringLiteral("text")));
        TextEncoder encoder;
        const auto encoded = encode(encoder, question(path, prompt));
        SUPPORT_OK(encoded);
        QCOMPARE(encoded->features.data.size(), 16);
        SUPPORT_FAILS(encode(encoder, question(path, QStringLiteral("another harbour"))), "text.form");
        SUPPORT_OK(encode(encoder, question(path, QStringLiteral("5 degrees")))); // after a failure too
    }

    void withoutPicturesNothingIsEncoded()
    {
        TextEncoder encoder;
        const auto encoded =
            encode(encoder, question(study(QStringLiteral("bare.dissensus"), false), QStringLiteral("5 degrees")));
        SUPPORT_OK(encoded);
        QCOMPARE(encoded->pictures, 0);
        QVERIFY(encoded->features.data.isEmpty());
        QCOMPARE(encoded->scorer.id, QStringLiteral("clip-l"));
    }

    void withoutScorerThereIsAWayOut()
    {
        TextEncoder encoder;
        const auto encoded = encode(encoder, question(study(QStringLiteral("none.dissensus"), true),
                                                      QStringLiteral("5 degrees"), QStringLiteral("good")));
        SUPPORT_FAILS(encoded, "search.scorer");
        QVERIFY(encoded.error().hint.contains(QStringLiteral("Scorers")));
    }

    void workerThatDoesNotStart()
    {
        TextEncoder encoder;
        SUPPORT_FAILS(encode(encoder, question(study(QStringLiteral("dead.dissensus"), true),
                                               QStringLiteral("5 degrees"), QStringLiteral("refuse"))),
                      "scorer.start");
    }

    void newerQuestionCounts()
    {
        const QString path = study(QStringLiteral("newer.dissensus"), true);
        TextEncoder encoder;
        int older = 0;
        // Never says hello: without cancelling, the second would wait for a minute.
        encoder.encode(question(path, QStringLiteral("1 degrees"), QStringLiteral("mute")),
                       [&older](const base::Result<EncodedText> &) { ++older; });
        QTest::qWait(100);
        QElapsedTimer clock;
        clock.start();
        SUPPORT_OK(encode(encoder, question(path, QStringLiteral("2 degrees"))));
        QVERIFY(clock.elapsed() < 20'000);
        QCOMPARE(older, 0);
    }

    void goesAwayWhileItWorks()
    {
        auto encoder = std::make_unique<TextEncoder>();
        int answers = 0;
        encoder->encode(question(study(QStringLiteral("away.dissensus"), true), QStringLiteral("1 degrees"),
                                 QStringLiteral("mute")),
                        [&answers](const base::Result<EncodedText> &) { ++answers; });
        QTest::qWait(50);
        encoder.reset();
        QCoreApplication::processEvents();
        QCOMPARE(answers, 0);
    }

    void choosesTheScorerThatSawMost()
    {
        using scoring::meaningScorer;
        const QList<scoring::ScorerInfo> scorers{
            scorer(QStringLiteral("sharpness"), {}, {}), scorer(QStringLiteral("clip-l"), u'1', u'2'),
            scorer(QStringLiteral("laion-v1"), u'1', {}), scorer(QStringLiteral("pickscore"), u'3', u'4'),
            scorer(QStringLiteral("hps-v1"), u'5', u'6', false)};
        QCOMPARE(meaningScorer(scorers, {})->id, QStringLiteral("clip-l"));
        QCOMPARE(meaningScorer(scorers, {{QString(64, u'3'), 5}, {QString(64, u'1'), 4}, {QString(64, u'5'), 9}})->id,
                 QStringLiteral("pickscore"));
        QCOMPARE(meaningScorer(scorers, {{QString(64, u'3'), 5}, {QString(64, u'1'), 5}})->id,
                 QStringLiteral("clip-l"));
        QVERIFY(!meaningScorer({scorers[0], scorers[2], scorers[4]}, {}));
    }
};

QTEST_GUILESS_MAIN(TestTextEncoder)
#include "tst_textencoder.moc"
