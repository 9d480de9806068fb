#pragma once

#include <memory>

#include "ui/studysetup/goldfacts.h"
#include "ui/studysetup/rowseditor.h"
#include "ui/widgets/picturecache.h"
#include "ui/widgets/studyhandle.h"

class QVBoxLayout;

namespace widgets {
class Button;
class Label;
} // namespace widgets

namespace studysetup {

class GoldPicker;

/// The pairs with a near-certain answer: a row each with both pictures and the prompt; new ones are picked by prompt
/// and picture. What the study does not have is said at its row.
class GoldEditor : public RowsEditor
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GoldEditor)

public:
    explicit GoldEditor(QWidget *parent = nullptr);
    ~GoldEditor() override;

    void setStudy(const widgets::StudyPtr &study);
    QString text() const override;
    void setText(const QString &text) override;
    void setProblems(const QHash<QString, QString> &problems) override;
    /// The study was asked about every pair that is shown.
    bool isSettled() const { return !m_reading; }

private:
    void readFacts();
    void rebuild();
    QWidget *makeRow(int index);
    QString problemAt(int index) const;
    void change(const QList<trials::GoldPair> &pairs);

    widgets::StudyPtr m_study;
    std::unique_ptr<widgets::PictureCache> m_cache;
    QList<trials::GoldPair> m_pairs;
    QList<GoldFacts> m_facts; ///< as m_pairs; empty while they are read
    QHash<QString, QString> m_problems;
    QList<QWidget *> m_rows;
    int m_request = 0;
    bool m_reading = false;
    QVBoxLayout *m_layout;
    widgets::Button *m_add;
    GoldPicker *m_picker;
};

} // namespace studysetup
