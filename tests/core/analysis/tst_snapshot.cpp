#include "core/analysis/snapshot.h"

#include <QTest>

#include "tests/core/analysis/smallstudy.h"

class SnapshotTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theNonOriginalVariantComesFirst()
    {
        SmallStudy s;
        const qint32 group = s.addGroup(QStringLiteral("a"));
        const qint32 original =
            s.addPicture(s.addPrompt(group, QStringLiteral("original")), s.addGenerator(QStringLiteral("A")));
        const qint32 sad = s.addPicture(s.addPrompt(group, QStringLiteral("sad")), s.addGenerator(QStringLiteral("Z")));
        QVERIFY(s.snapshot.comesFirst(sad, original));
        QVERIFY(!s.snapshot.comesFirst(original, sad));
    }

    void thenThePhotograph()
    {
        SmallStudy s;
        const qint32 prompt = s.addPrompt(s.addGroup(QStringLiteral("a")), QStringLiteral("original"));
        const qint32 generated = s.addPicture(prompt, s.addGenerator(QStringLiteral("A")));
        const qint32 photograph = s.addPicture(prompt, s.addGenerator(QStringLiteral("Z")));
        s.snapshot.pictures[photograph].kind = study::PictureKind::Photograph;
        QVERIFY(s.snapshot.comesFirst(photograph, generated));
        QVERIFY(!s.snapshot.comesFirst(generated, photograph));
    }

    void thenGeneratorNamesByCodePoint()
    {
        SmallStudy s;
        const qint32 prompt = s.addPrompt(s.addGroup(QStringLiteral("a")), QStringLiteral("original"));
        // U+FFFD comes before U+1F600, although the latter's first UTF-16 unit is the smaller number.
        const qint32 basic = s.addPicture(prompt, s.addGenerator(QString(QChar(0xFFFD))));
        const qint32 astral = s.addPicture(prompt, s.addGenerator(QString::fromUcs4(U"\U0001F600")));
        const qint32 capital = s.addPicture(prompt, s.addGenerator(QStringLiteral("Zeta")));
        const qint32 small = s.addPicture(prompt, s.addGenerator(QStringLiteral("alpha")));
        QVERIFY(s.snapshot.comesFirst(basic, astral));
        QVERIFY(s.snapshot.comesFirst(capital, small));
    }

    void thenPictureIds()
    {
        SmallStudy s;
        const qint32 prompt = s.addPrompt(s.addGroup(QStringLiteral("a")), QStringLiteral("original"));
        const qint32 generator = s.addGenerator(QStringLiteral("A"));
        const qint32 b = s.addPicture(prompt, generator, QStringLiteral("b"));
        const qint32 a = s.addPicture(prompt, generator, QStringLiteral("a"));
        QVERIFY(s.snapshot.comesFirst(a, b));
        QVERIFY(!s.snapshot.comesFirst(b, a));
    }

    void seedsOfACellAreAveraged()
    {
        SmallStudy s;
        const qint32 prompt = s.addPrompt(s.addGroup(QStringLiteral("a")), QStringLiteral("original"));
        const qint32 one = s.addPicture(prompt, -1);
        const qint32 two = s.addPicture(prompt, -1);
        const qint32 unscored = s.addPicture(prompt, -1);
        s.addScorer(QStringLiteral("hps-v3"));
        s.setScore(0, one, prompt, 6);
        s.setScore(0, two, prompt, 9);
        const auto &table = s.snapshot.scores[0];
        const auto mean = [&](const std::vector<qint32> &pictures, qint32 under) {
            return s.snapshot.meanScore(table, pictures, under);
        };
        QCOMPARE(*mean({one, two, unscored}, prompt), 7.5);
        QVERIFY(!mean({unscored}, prompt));
        QVERIFY(!mean({}, prompt));
        QVERIFY(!mean({one}, -1));
        QCOMPARE(*s.snapshot.difference(table, one, two, prompt), -3.0);
        QVERIFY(!s.snapshot.difference(table, one, unscored, prompt));
    }

    void aDifferenceIsFiniteOrNothing()
    {
        QCOMPARE(*analysis::differenceOf(1.7e308, 0.7e308), 1.0e308);
        QVERIFY(!analysis::differenceOf(1.7e308, -1.7e308));
        QVERIFY(!analysis::differenceOf(1.0, {}));
        QVERIFY(!analysis::differenceOf({}, 1.0));
    }

    void picturesWithoutGeneratorHaveNoName()
    {
        SmallStudy s;
        const qint32 picture =
            s.addPicture(s.addPrompt(s.addGroup(QStringLiteral("a")), QStringLiteral("original")), -1);
        QCOMPARE(s.snapshot.generatorName(picture), QString());
    }
};

QTEST_APPLESS_MAIN(SnapshotTest)
#include "tst_snapshot.moc"
