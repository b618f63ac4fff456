// STL: a surface of triangles, in its binary form, which has no magic bytes.
#pragma file_size 84 + 50 * uint32_t @ 80
#pragma pack(1)

struct Point {
    float x, y, z;
};

struct Triangle {
    Point normal;
    Point corners[3];     // counter-clockwise as seen from outside
    uint16_t attributes;  // the size of what follows, 0; some programs keep a colour here
};

struct Stl {
    char title[80];
    uint32_t count;
    Triangle triangles[count];
};
