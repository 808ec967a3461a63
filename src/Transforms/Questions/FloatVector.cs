using Microsoft.ML.Data;

namespace MlopsCl.Transforms.Questions;

/// <summary>Writes vectors of a column.</summary>
internal static class FloatVector
{
    internal static void Write(IReadOnlyList<float> values, ref VBuffer<float> target)
    {
        var editor = VBufferEditor.Create(ref target, values.Count);
        for (var i = 0; i < values.Count; i++)
            editor.Values[i] = values[i];
        target = editor.Commit();
    }
}
