#include "app/ui/question.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <imgui.h>

#include "app/model/commands/commands.hpp"
#include "app/ui/choice_question.hpp"
#include "app/ui/command_palette.hpp"
#include "app/ui/fields.hpp"
#include "app/ui/file_dialog.hpp"
#include "app/ui/imgui_glue.hpp"
#include "app/ui/widgets.hpp"
#include "core/error.hpp"

namespace byteprism {
namespace {

using Kind = Question::Kind;

// The title without the dots that say that something will be asked.
std::string_view title_of(const Command& command) {
    const std::string_view title = command.title;
    return title.ends_with("...") ? title.substr(0, title.size() - 3) : title;
}

// Answers a question for an argument: the question is gone before the command runs, and stays if the text is refused.
// Why it was refused, if it was.
std::optional<std::string> answer(const Command& command, std::string_view text, const Workbench& bench,
                                  Actions& actions) {
    Actions answered;
    try {
        invoke(command, text, bench, answered);
    } catch (const Error& error) {
        return error.what();
    }
    actions.push(Dismiss{});
    for (Action& action : answered.take()) actions.push(std::move(action));
    return std::nullopt;
}

// A number or a place, typed into one field.
class Prompt {
public:
    void reset() {
        field_.reset("");
        refusal_.clear();
    }

    void draw(const Command& command, const Workbench& bench, Actions& actions) {
        const Colors& look = colors(bench.settings.theme);
        text_in(look.text, title_of(command));
        const std::string example(command.example.empty() && command.argument == Argument::Number ? "0x1F, 31, 4K"
                                                                                                  : command.example);
        if (field_.draw("##answer", example.c_str(), ImGui::GetFontSize() * 26)) refusal_.clear();
        if (glue::pressed(ImGuiKey_Enter)) {
            refusal_ = answer(command, field_.text(), bench, actions).value_or("");
            field_.take_keyboard();
        }
        if (!refusal_.empty()) {
            error_text(look, refusal_);
        } else {
            const std::string meaning = preview(command, field_.text(), bench);
            text_in(look.dim, meaning.empty() ? " " : meaning);
        }
    }

private:
    EagerField field_;
    std::string refusal_;
};

bool has_file(const Workbench& bench, const Sheet& sheet) { return !bench.document(sheet).path().empty(); }

// The sheets through which every modified document is saved: one for each.
std::vector<const Sheet*> unsaved(const Workbench& bench) {
    std::vector<const Sheet*> sheets;
    for (const Sheet& sheet : bench.sheets) {
        const auto same = [&](const Sheet* other) { return other->document == sheet.document; };
        if (bench.document(sheet).modified() && std::ranges::none_of(sheets, same)) sheets.push_back(&sheet);
    }
    return sheets;
}

// Saves, then does what was asked for. A failed save leaves edits, so that asks again, and nothing is lost. A document
// without a file first gets a name, by a question of its own.
void save_then(const Workbench& bench, std::span<const Sheet* const> sheets, Action then, Actions& actions) {
    actions.push(Dismiss{});
    const Sheet* nameless = nullptr;
    for (const Sheet* sheet : sheets) {
        if (has_file(bench, *sheet)) {
            actions.push(Save{sheet->id});
        } else {
            nameless = sheet;
        }
    }
    if (nameless == nullptr) {
        actions.push(std::move(then));
    } else {
        actions.push(ActivateSheet{nameless->id});
        actions.push(Save{nameless->id});
    }
}

// Edits that would be lost, and bytes that have no room.
class LossQuestion {
public:
    void reset() { choices_.reset(); }

    void draw(const Question& question, const Workbench& bench, Actions& actions) {
        const Colors& look = colors(bench.settings.theme);
        const Sheet* sheet = bench.find(question.sheet);
        if (question.kind == Kind::QuitModified) {
            draw_quit(bench, look, actions);
        } else if (question.kind == Kind::Recover) {
            draw_recover(bench, look, actions);
        } else if (sheet == nullptr) {
            actions.push(Dismiss{});
        } else if (question.kind == Kind::CloseModified) {
            draw_close(*sheet, bench, look, actions);
        } else if (question.kind == Kind::ReloadModified) {
            draw_reload(*sheet, bench, look, actions);
        } else if (question.kind == Kind::PasteOverhang) {
            draw_overhang(question, bench.document(*sheet), look, actions);
        } else {
            draw_changed_outside(*sheet, bench, look, actions);
        }
    }

private:
    void draw_close(const Sheet& sheet, const Workbench& bench, const Colors& look, Actions& actions) {
        ImGui::Text("Save the edits of %s before closing it?", bench.document(sheet).name().c_str());
        text_in(look.dim, "They are lost if you discard them.");
        ImGui::Spacing();
        constexpr std::array labels{"Save", "Discard", "Cancel"};
        const auto choice = choices_.draw(labels, look);
        if (choice == 0) save_then(bench, std::array{&sheet}, CloseSheet{sheet.id, Edits::AskFirst}, actions);
        if (choice == 1) answer_with(CloseSheet{sheet.id, Edits::Discard}, actions);
        if (choice == 2) actions.push(Dismiss{});
    }

    void draw_reload(const Sheet& sheet, const Workbench& bench, const Colors& look, Actions& actions) {
        ImGui::Text("Read %s again and discard its edits?", bench.document(sheet).name().c_str());
        text_in(look.dim, "The edits and their undo history are lost.");
        ImGui::Spacing();
        constexpr std::array labels{"Discard", "Cancel"};
        const auto choice = choices_.draw(labels, look);
        if (choice == 0) answer_with(Reload{sheet.id, Edits::Discard}, actions);
        if (choice == 1) actions.push(Dismiss{});
    }

    void draw_changed_outside(const Sheet& sheet, const Workbench& bench, const Colors& look, Actions& actions) {
        ImGui::Text("Another program has changed %s, which has unsaved edits.", bench.document(sheet).name().c_str());
        text_in(look.dim, "If you keep the edits, saving writes over what the other program wrote.");
        ImGui::Spacing();
        constexpr std::array labels{"Keep my edits", "Reload the file", "Cancel"};
        const auto choice = choices_.draw(labels, look);
        if (choice == 0) answer_with(KeepEdits{sheet.id}, actions);
        if (choice == 1) answer_with(Reload{sheet.id, Edits::Discard}, actions);
        if (choice == 2) actions.push(Dismiss{});
    }

    void draw_overhang(const Question& question, const Document& document, const Colors& look, Actions& actions) {
        const bool grows = !document.length_refusal();
        text_in(look.text, question.about);
        text_in(look.dim, grows ? "Cut off what is too much, or make the file longer?" : "Cut off what is too much?");
        ImGui::Spacing();
        constexpr std::array labels{"Cut off", "Extend the file", "Cancel"};
        constexpr std::array fixed{"Cut off", "Cancel"};
        const auto choice = grows ? choices_.draw(labels, look) : choices_.draw(fixed, look);
        if (!choice) return;
        const bool cancelled = *choice + 1 == (grows ? labels.size() : fixed.size());
        if (cancelled) return actions.push(Dismiss{});
        const Overhang overhang = *choice == 0 ? Overhang::Cut : Overhang::Extend;
        answer_with(Paste{question.sheet, question.form, PasteWay::Over, overhang, question.count}, actions);
    }

    void draw_recover(const Workbench& bench, const Colors& look, Actions& actions) {
        if (bench.recoverable.empty()) return actions.push(Dismiss{});
        const Recoverable& found = bench.recoverable.front();
        const std::string edits = std::to_string(found.edits) + (found.edits == 1 ? " edit" : " edits");
        ImGui::Text("Byteprism ended before %s of %s could be saved.", edits.c_str(), found.name.c_str());
        text_in(look.dim, found.path.empty() ? "It has no file: save it under a name." : found.path);
        if (!found.same_file) error_text(look, "The file has changed since: the edits do not fit it any more.");
        ImGui::Spacing();
        constexpr std::array labels{"Recover", "Delete them", "Later"};
        constexpr std::array unfit{"Keep them", "Delete them", "Later"};
        const auto choice = choices_.draw(found.same_file ? labels : unfit, look);
        if (choice == 0) actions.push(Recover{});  // says where they are kept, if they do not fit
        if (choice == 1) actions.push(ForgetRecoverable{});
        if (choice == 2) actions.push(Dismiss{});
    }

    void draw_quit(const Workbench& bench, const Colors& look, Actions& actions) {
        constexpr std::size_t names_shown = 8;
        const std::vector<const Sheet*> sheets = unsaved(bench);
        ImGui::TextUnformatted("Save these edits before leaving?");
        for (std::size_t i = 0; i < std::min(sheets.size(), names_shown); ++i) {
            text_in(look.modified, "  " + bench.document(*sheets[i]).name());
        }
        if (sheets.size() > names_shown) {
            text_in(look.dim, "  and " + std::to_string(sheets.size() - names_shown) + " more");
        }
        ImGui::Spacing();
        constexpr std::array labels{"Save", "Discard", "Cancel"};
        const auto choice = choices_.draw(labels, look);
        if (choice == 0) save_then(bench, sheets, Quit{Edits::AskFirst}, actions);
        if (choice == 1) answer_with(Quit{Edits::Discard}, actions);
        if (choice == 2) actions.push(Dismiss{});
    }

    static void answer_with(Action then, Actions& actions) {
        actions.push(Dismiss{});
        actions.push(std::move(then));
    }

    Choices choices_;
};

}  // namespace

struct QuestionWindow::Scratch {
    // The question as it was drawn last, to notice another one.
    std::optional<Kind> kind;
    std::string command;
    std::string given;

    Prompt prompt;
    ChoiceQuestion choice;
    LossQuestion loss;
    CommandPalette palette;
    FileDialog files;

    void start(const Question& question, const Workbench& bench);
    void draw_argument(const Question& question, const Workbench& bench, Textures& textures, Actions& actions);
};

void QuestionWindow::Scratch::start(const Question& question, const Workbench& bench) {
    kind = question.kind;
    command = question.command;
    given = question.given;
    prompt.reset();
    loss.reset();
    palette.reset();
    const Command* wanted = find_command(question.command);
    if (question.kind != Kind::Argument || wanted == nullptr) return;
    const Sheet* sheet = bench.active();
    const std::string path = sheet == nullptr ? "" : bench.document(*sheet).path();
    if (wanted->choices != nullptr) choice.start(*wanted, bench, question.given);
    if (wanted->argument == Argument::Path) files.start(FileDialog::Purpose::Open, path, bench.recent);
    if (wanted->argument == Argument::SavePath) files.start(FileDialog::Purpose::Save, path, bench.recent);
}

void QuestionWindow::Scratch::draw_argument(const Question& question, const Workbench& bench, Textures& textures,
                                            Actions& actions) {
    const Command* wanted = find_command(question.command);
    if (wanted == nullptr) {
        actions.push(Dismiss{});
    } else if (wanted->argument == Argument::Path || wanted->argument == Argument::SavePath) {
        if (const auto path = files.draw(title_of(*wanted), colors(bench.settings.theme))) {
            if (const auto refusal = answer(*wanted, *path, bench, actions)) files.refuse(*refusal);
        }
    } else if (wanted->choices != nullptr) {
        if (const auto text = choice.draw(title_of(*wanted), bench, textures)) {
            if (const auto refusal = answer(*wanted, *text, bench, actions)) choice.refuse(*refusal);
        }
    } else {
        prompt.draw(*wanted, bench, actions);
    }
}

QuestionWindow::QuestionWindow() : scratch_(std::make_unique<Scratch>()) {}
QuestionWindow::~QuestionWindow() = default;

void QuestionWindow::draw(const Workbench& bench, Textures& textures, Actions& actions) {
    constexpr const char* popup = "question";
    if (!bench.question) {
        scratch_->kind.reset();
    } else if (scratch_->kind != bench.question->kind || scratch_->command != bench.question->command ||
               scratch_->given != bench.question->given) {
        scratch_->start(*bench.question, bench);
        if (!ImGui::IsPopupOpen(popup)) ImGui::OpenPopup(popup);
    }
    const ImGuiViewport& viewport = *ImGui::GetMainViewport();
    const ImVec2 place{viewport.Pos.x + viewport.Size.x / 2, viewport.Pos.y + viewport.Size.y * 0.16f};
    ImGui::SetNextWindowPos(place, ImGuiCond_Always, {0.5f, 0});
    constexpr ImGuiWindowFlags flags = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                                       ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoNavInputs |
                                       ImGuiWindowFlags_AlwaysAutoResize;
    const float air = ImGui::GetFontSize();
    const Colors& look = colors(bench.settings.theme);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {air, air});
    const bool open = ImGui::BeginPopupModal(popup, nullptr, flags);
    ImGui::PopStyleVar();
    if (!open) return;
    // On the raised surface of a popup, fields are sunk, with an edge, and lists lie flat.
    ImGui::PushStyleColor(ImGuiCol_FrameBg, look.panel);
    ImGui::PushStyleColor(ImGuiCol_ChildBg, 0);
    ImGui::PushStyleVar(ImGuiStyleVar_FrameBorderSize, 1);
    if (!bench.question) {
        ImGui::CloseCurrentPopup();
    } else {
        const Question& question = *bench.question;
        const bool escape = glue::pressed(ImGuiKey_Escape) && !scratch_->files.replacing();
        switch (question.kind) {
            case Kind::Argument:
                scratch_->draw_argument(question, bench, textures, actions);
                break;
            case Kind::Palette:
                scratch_->palette.draw(bench, actions);
                break;
            default:
                scratch_->loss.draw(question, bench, actions);
        }
        if (!question.refused.empty()) error_text(look, question.refused);
        if (escape) actions.push(Dismiss{});
    }
    ImGui::PopStyleVar();
    ImGui::PopStyleColor(2);
    ImGui::EndPopup();
}

}  // namespace byteprism
