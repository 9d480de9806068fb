#include "ui/annotate/labelstrip.h"

#include <QTest>

#include "ui/annotate/keymap.h"
#include "ui/annotate/labelcell.h"

using annotate::LabelCell;
using annotate::LabelStrip;

namespace {

study::Question emotions(bool multiple, int intensity)
{
    study::Question question;
    question.id = QStringLiteral("emotion");
    question.kind = study::QuestionKind::Labels;
    question.set = QStringLiteral("artemis");
    question.multiple = multiple;
    question.intensity = intensity;
    return question;
}

QStringList texts(const LabelStrip &strip)
{
    QStringList result;
    for (const study::Label &label : strip.labels())
        result << QStringLiteral("%1:%2:%3").arg(label.position).arg(label.label).arg(label.intensity);
    return result;
}

} // namespace

class TestLabelStrip : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sameKeyAgainIsStrongerThenOff()
    {
        LabelStrip strip;
        strip.setQuestion(emotions(true, 3), 2);
        strip.press(0);
        QCOMPARE(texts(strip), QStringList({QStringLiteral("0:amusement:1")}));
        strip.press(0);
        strip.press(0);
        QCOMPARE(texts(strip), QStringList({QStringLiteral("0:amusement:3")}));
        strip.press(0);
        QVERIFY(strip.labels().isEmpty());
    }

    void withoutIntensityAPressIsOnOrOff()
    {
        LabelStrip strip;
        strip.setQuestion(emotions(true, 0), 2);
        strip.press(2);
        strip.press(5);
        QCOMPARE(texts(strip), QStringList({QStringLiteral("0:contentment:0"), QStringLiteral("0:disgust:0")}));
        strip.press(2);
        QCOMPARE(texts(strip), QStringList({QStringLiteral("0:disgust:0")}));
    }

    void oneLabelReplacesAnother()
    {
        LabelStrip strip;
        strip.setQuestion(emotions(false, 0), 2);
        strip.press(0);
        strip.press(1);
        QCOMPARE(texts(strip), QStringList({QStringLiteral("0:awe:0")}));
    }

    void noneClearsThePicture()
    {
        LabelStrip strip;
        strip.setQuestion(emotions(true, 3), 2);
        strip.press(0);
        strip.setActivePicture(1);
        strip.press(6);
        strip.setActivePicture(0);
        strip.press(-1);
        QCOMPARE(texts(strip), QStringList({QStringLiteral("1:fear:1")}));
    }

    void restoresWhatWasUndone()
    {
        LabelStrip strip;
        strip.setQuestion(emotions(true, 3), 2);
        strip.restore({{{}, 0, QStringLiteral("awe"), 2}, {{}, 1, QStringLiteral("fear"), 3}});
        QCOMPARE(texts(strip), QStringList({QStringLiteral("0:awe:2"), QStringLiteral("1:fear:3")}));
        strip.setQuestion(emotions(true, 3), 2);
        QVERIFY(strip.labels().isEmpty());
    }

    void twoColumnsLieUnderThePictures()
    {
        LabelStrip strip;
        strip.resize(1392, 164);
        strip.setKeys(annotate::KeyMap::shipped({}));
        strip.setQuestion(emotions(true, 3), 2);
        strip.setColumn(64, 1264);
        strip.show();
        int leftColumn = 0;
        int rightColumn = 0;
        for (const LabelCell *cell : strip.findChildren<LabelCell *>()) {
            QVERIFY(cell->isVisible());
            QCOMPARE(cell->height(), 32);
            QVERIFY(cell->width() >= cell->naturalWidth());
            const bool left = cell->x() < 64 + 624;
            (left ? leftColumn : rightColumn)++;
            QVERIFY(left ? cell->geometry().right() < 64 + 624 : cell->x() >= 64 + 640);
        }
        QCOMPARE(leftColumn, 10);
        QCOMPARE(rightColumn, 10);
    }

    void narrowWindowsShowOnePictureAtATime()
    {
        LabelStrip strip;
        strip.resize(1024, 164);
        strip.setKeys(annotate::KeyMap::shipped({}));
        strip.setQuestion(emotions(true, 3), 2);
        strip.setColumn(79, 866);
        strip.show();
        const auto visible = [&strip] {
            int count = 0;
            for (const LabelCell *cell : strip.findChildren<LabelCell *>())
                count += cell->isVisible() ? 1 : 0;
            return count;
        };
        QCOMPARE(visible(), 10);
        strip.setActivePicture(1);
        QCOMPARE(visible(), 10);
    }

    void namesSayWhichPicture()
    {
        LabelStrip strip;
        strip.setQuestion(emotions(true, 3), 2);
        QCOMPARE(strip.findChild<LabelCell *>(QStringLiteral("label-1-6"))->accessibleName(),
                 QStringLiteral("Right picture, Fear"));
    }
};

QTEST_MAIN(TestLabelStrip)
#include "tst_labelstrip.moc"
