#include "core/trials/blindtrial.h"

#include <QTest>

class TestBlindTrial : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void blindProtocolKeepsWhatMayBeShown()
    {
        trials::Protocol protocol = trials::defaultProtocol();
        protocol.instructions = QStringLiteral("Look twice.");
        protocol.consent = QStringLiteral("I agree.");
        protocol.pictureSize = trials::PictureSize::Fixed;
        const trials::BlindProtocol blind = trials::toBlind(protocol);
        QCOMPARE(blind.instructions, protocol.instructions);
        QCOMPARE(blind.questions, protocol.questions);
        QCOMPARE(blind.breakMinutes, 25);
        QCOMPARE(blind.tooFastMs, 400);
        QCOMPARE(blind.minimumWindow, QSize(1024, 700));
        QCOMPARE(blind.pictureSize, trials::PictureSize::Fixed);
        QCOMPARE(blind.surround, QStringLiteral("#808080"));
        QCOMPARE(blind.consent, protocol.consent);
        QVERIFY(blind.backgroundQuestions.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestBlindTrial)
#include "tst_blindtrial.moc"
