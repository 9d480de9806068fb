#pragma once

#include <memory>

#include <QWidget>

#include "ui/gallery/gallerydata.h"
#include "ui/widgets/studyhandle.h"

class QVBoxLayout;

namespace widgets {
class Button;
class Label;
class Paragraph;
} // namespace widgets

namespace gallery {

class InspectorPictures;
class InspectorScores;
class InspectorFacts;

/// The right pane: the current picture with its counterpart, prompts, scores, what people said, facts.
class GalleryInspector : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GalleryInspector)

public:
    explicit GalleryInspector(QWidget *parent = nullptr);
    ~GalleryInspector() override;

    void setStudy(const widgets::StudyPtr &study);
    /// Indices of the selected pictures; empty: says that nothing is selected; several: means and what they have in
    /// common.
    void showPictures(const std::shared_ptr<const GalleryData> &data, const QList<int> &pictures);
    bool isSettled() const;
    QSize sizeHint() const override { return {328, 600}; }

Q_SIGNALS:
    void compareRequested();
    void plotRequested();
    void labelsRequested();
    void settledChanged();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QWidget *makeActions();
    void showOne(const std::shared_ptr<const GalleryData> &data, int picture);
    void showSeveral(const GalleryData &data, const QList<int> &pictures);
    void readFile(const std::shared_ptr<const GalleryData> &data, int picture);

    widgets::StudyPtr m_study;
    study::AssetId m_file; ///< whose facts are being read
    bool m_reading = false;

    InspectorPictures *m_pictures;
    widgets::Label *m_title;
    widgets::Label *m_group;
    widgets::Paragraph *m_prompt;
    widgets::Paragraph *m_otherPrompt;
    InspectorScores *m_scores;
    InspectorFacts *m_facts;
    widgets::Paragraph *m_nothing;
    QWidget *m_nothingPage;
    widgets::Button *m_compare;
    widgets::Button *m_plot;
    widgets::Button *m_labels;
    QWidget *m_pictureLine;
    QWidget *m_details;
};

} // namespace gallery
