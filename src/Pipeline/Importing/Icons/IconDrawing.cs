using MlopsCl.Learner.Imaging;
using MlopsCl.Pipeline.Importing.Pictures;

namespace MlopsCl.Pipeline.Importing.Icons;

/// <summary>One rendering of an icon.</summary>
/// <param name="Name">Theme, kind, name and size: distinct.</param>
/// <param name="Icon">Family of themes, kind and name: renderings of one icon share it.</param>
/// <param name="Kind">file, place, device or action.</param>
/// <param name="Title">What the theme calls it: the name of its file.</param>
/// <param name="Image">The drawing.</param>
/// <param name="Pixels">SHA-256 of the rendering over white: equal renderings share it.</param>
/// <param name="Hash">Its perceptual hash.</param>
internal sealed record IconDrawing(string Name, string Icon, string Kind, string Title, Rgba32Image Image, string Pixels, DrawingHash Hash);
