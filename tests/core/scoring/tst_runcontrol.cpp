#include "core/scoring/runcontrol.h"

#include <QTest>

class TestRunControl : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsWhatIsAsked();
};

void TestRunControl::keepsWhatIsAsked()
{
    base::Progress progress;
    scoring::RunControl control(progress);
    QVERIFY(!control.isPaused());
    control.setPaused(true);
    QVERIFY(control.isPaused());
    const int before = control.visibleRevision();
    control.setVisible({study::AssetId(4), study::AssetId(2)});
    QVERIFY(control.visibleRevision() > before);
    QCOMPARE(control.visible(), (QList<study::AssetId>{study::AssetId(4), study::AssetId(2)}));
    QVERIFY(!control.isCancelled());
    progress.cancel();
    QVERIFY(control.isCancelled());
}

QTEST_APPLESS_MAIN(TestRunControl)
#include "tst_runcontrol.moc"
