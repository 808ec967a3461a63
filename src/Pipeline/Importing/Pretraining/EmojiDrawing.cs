using MlopsCl.Learner.Imaging;
using MlopsCl.Pipeline.Importing.Pictures;

namespace MlopsCl.Pipeline.Importing.Pretraining;

/// <summary>One vendor's drawing of an emoji.</summary>
internal sealed record EmojiDrawing(EmojiEntry Entry, string Vendor, Rgba32Image Image)
{
    /// <summary>A name for records and files.</summary>
    public string Name => $"{Vendor}-{Path.GetFileNameWithoutExtension(Entry.Image)}";
}
