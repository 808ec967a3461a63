using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlopsCl.Transforms.Rows;

/// <summary>Finds columns of the right types, before and after there is data.</summary>
internal static class ColumnCheck
{
    private const string PictureRule = "text (a path), a vector of text (paths), a vector of bytes (an encoded picture) or Pictures";

    internal static DataViewSchema.Column Text(DataViewSchema schema, string name) =>
        Find(schema, name) is { Type: TextDataViewType } column ? column : throw Mismatch(name, "text", schema[name].Type);

    internal static DataViewSchema.Column Texts(DataViewSchema schema, string name) =>
        Find(schema, name) is { Type: VectorDataViewType { ItemType: TextDataViewType } } column
            ? column
            : throw Mismatch(name, "a vector of text", schema[name].Type);

    internal static DataViewSchema.Column Pictures(DataViewSchema schema, string name)
    {
        var column = Find(schema, name);
        return column.Type is TextDataViewType or PictureSetDataViewType || column.Type is VectorDataViewType vector && HoldsPictures(vector.ItemType)
            ? column
            : throw Mismatch(name, PictureRule, column.Type);
    }

    /// <summary>How a column holds pictures; a name of null is no column.</summary>
    internal static PictureKind KindOf(DataViewSchema schema, string? name) => name is null ? PictureKind.None : Pictures(schema, name).Type switch
    {
        TextDataViewType => PictureKind.Path,
        PictureSetDataViewType => PictureKind.Objects,
        VectorDataViewType { ItemType: TextDataViewType } => PictureKind.Paths,
        _ => PictureKind.Bytes,
    };

    internal static void Text(SchemaShape shape, string name)
    {
        var column = Find(shape, name);
        if (column is not { Kind: SchemaShape.Column.VectorKind.Scalar, ItemType: TextDataViewType, IsKey: false })
            throw Mismatch(name, "text", $"{column.Kind} of {column.ItemType}");
    }

    internal static void Texts(SchemaShape shape, string name)
    {
        var column = Find(shape, name);
        if (column.Kind == SchemaShape.Column.VectorKind.Scalar || column.ItemType is not TextDataViewType)
            throw Mismatch(name, "a vector of text", $"{column.Kind} of {column.ItemType}");
    }

    internal static void Pictures(SchemaShape shape, string name)
    {
        var column = Find(shape, name);
        var fits = column.Kind == SchemaShape.Column.VectorKind.Scalar
            ? column.ItemType is TextDataViewType or PictureSetDataViewType
            : HoldsPictures(column.ItemType) && !column.IsKey;
        if (!fits)
            throw Mismatch(name, PictureRule, $"{column.Kind} of {column.ItemType}");
    }

    /// <summary>The columns that a question is made from.</summary>
    internal static void Question(SchemaShape shape, string? image, string prompt, string? history)
    {
        Text(shape, prompt);
        if (image is not null)
            Pictures(shape, image);
        if (history is not null)
            Texts(shape, history);
    }

    /// <summary>How a column will hold pictures.</summary>
    internal static PictureKind KindOf(SchemaShape shape, string name)
    {
        Pictures(shape, name);
        var column = Find(shape, name);
        if (column.Kind == SchemaShape.Column.VectorKind.Scalar)
            return column.ItemType is TextDataViewType ? PictureKind.Path : PictureKind.Objects;
        return column.ItemType is TextDataViewType ? PictureKind.Paths : PictureKind.Bytes;
    }

    private static bool HoldsPictures(DataViewType item) => item is TextDataViewType || item.Equals(NumberDataViewType.Byte);

    private static DataViewSchema.Column Find(DataViewSchema schema, string name) =>
        schema.GetColumnOrNull(name) ?? throw Missing(name, schema.Where(c => !c.IsHidden).Select(c => c.Name));

    private static SchemaShape.Column Find(SchemaShape shape, string name)
    {
        var column = shape.FirstOrDefault(c => c.Name == name);
        return column.Name is null ? throw Missing(name, shape.Select(c => c.Name)) : column;
    }

    private static ArgumentOutOfRangeException Missing(string name, IEnumerable<string> known) =>
        new("inputSchema", $"Could not find input column '{name}'. The columns are {string.Join(", ", known)}; name one of them in the options.");

    private static ArgumentOutOfRangeException Mismatch(string name, string expected, object got) =>
        new("inputSchema", $"Schema mismatch for input column '{name}': expected {expected}, got {got}.");
}
