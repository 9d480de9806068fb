#pragma once

#include <QWidget>

#include "ui/studysetup/goldfacts.h"
#include "ui/widgets/picturecache.h"
#include "ui/widgets/studyhandle.h"

class QGridLayout;
class QLineEdit;
class QListWidget;

namespace widgets {
class Button;
class Label;
} // namespace widgets

namespace studysetup {

class PictureTile;

/// Finds a prompt by its words and then the better and the worse one of its pictures.
class GoldPicker : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GoldPicker)

public:
    explicit GoldPicker(QWidget *parent = nullptr);

    void setStudy(const widgets::StudyPtr &study, widgets::PictureCache *cache);
    /// Begins anew.
    void open();

Q_SIGNALS:
    void picked(const trials::GoldPair &pair);
    void left();

protected:
    void paintEvent(QPaintEvent *event) override;
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    void find();
    void showPrompts(const QList<GoldPrompt> &prompts);
    void choosePrompt(int row);
    void showPictures(const QList<GoldPicture> &pictures);
    void press(int index);
    void updateLook();

    widgets::StudyPtr m_study;
    QPointer<widgets::PictureCache> m_cache;
    QList<GoldPrompt> m_prompts;
    QList<GoldPicture> m_pictures;
    QList<PictureTile *> m_tiles;
    QString m_group;
    int m_better = -1;
    int m_worse = -1;
    int m_request = 0; ///< only the newest answer counts
    QLineEdit *m_words;
    QListWidget *m_list;
    widgets::Label *m_hint;
    QWidget *m_grid;
    QGridLayout *m_gridLayout;
    widgets::Button *m_add;
    widgets::Button *m_cancel;
};

} // namespace studysetup
