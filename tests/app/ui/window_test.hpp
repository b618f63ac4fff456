// What the tests of the window's own parts share: a test that reads the screen and clicks on what stands there.
#pragma once

#include <string_view>

#include "tests/app/ui/screen.hpp"
#include "tests/app/ui/ui_driver.hpp"

namespace byteprism {

class WindowTest : public UiTest {
protected:
    void click(std::string_view text) { ui.click(Screen().place_of(text)); }
    void double_click(std::string_view text) { ui.double_click(Screen().place_of(text)); }
};

// So that a failure says what stood there instead.
#define EXPECT_SHOWS(text) EXPECT_TRUE(Screen().shows(text)) << Screen().all()
#define EXPECT_HIDES(text) EXPECT_FALSE(Screen().shows(text)) << Screen().all()

}  // namespace byteprism
