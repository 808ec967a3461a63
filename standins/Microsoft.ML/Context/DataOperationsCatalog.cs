using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>Makes data views and views of views. All are lazy.</summary>
public sealed partial class DataOperationsCatalog
{
    private readonly IHostEnvironment _environment;

    internal DataOperationsCatalog(IHostEnvironment environment) => _environment = environment;

    /// <summary>A view of objects; every cursor enumerates them again.</summary>
    /// <typeparam name="TRow">Its public fields and properties are the columns.</typeparam>
    /// <param name="data">The objects.</param>
    /// <param name="schemaDefinition">Renames or retypes columns.</param>
    /// <returns>A view.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A member cannot be a column.</exception>
    public IDataView LoadFromEnumerable<TRow>(IEnumerable<TRow> data, SchemaDefinition schemaDefinition = null)
        where TRow : class
    {
        ArgumentNullException.ThrowIfNull(data);
        return new ObjectView<TRow>(data, ObjectColumns<TRow>.Create(schemaDefinition));
    }

    /// <summary>A view of objects with the column types and annotations of a schema.</summary>
    /// <typeparam name="TRow">Has a member for each column.</typeparam>
    /// <param name="data">The objects.</param>
    /// <param name="schema">The columns to make.</param>
    /// <returns>A view.</returns>
    /// <exception cref="InvalidOperationException">A column has no member.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A member has another type than its column.</exception>
    public IDataView LoadFromEnumerable<TRow>(IEnumerable<TRow> data, DataViewSchema schema)
        where TRow : class
    {
        ArgumentNullException.ThrowIfNull(schema);
        return LoadFromEnumerable(data, SchemaMatch.Definition(typeof(TRow), schema));
    }

    /// <summary>The rows of a view as objects, read lazily; each enumeration is a pass of its own.</summary>
    /// <typeparam name="TRow">Its public writable members receive the columns of their names.</typeparam>
    /// <param name="data">The view.</param>
    /// <param name="reuseRowObject">Whether one object is given again and again.</param>
    /// <param name="ignoreMissingColumns">Whether members without a column stay as they are.</param>
    /// <param name="schemaDefinition">Renames columns.</param>
    /// <returns>One object a row.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing.</exception>
    /// <exception cref="InvalidOperationException">A column and its member differ in type.</exception>
    public IEnumerable<TRow> CreateEnumerable<TRow>(
        IDataView data, bool reuseRowObject, bool ignoreMissingColumns = false, SchemaDefinition schemaDefinition = null)
        where TRow : class, new()
    {
        ArgumentNullException.ThrowIfNull(data);
        return Rows(data, ObjectWriter<TRow>.Create(data.Schema, ignoreMissingColumns, schemaDefinition), reuseRowObject);
    }

    /// <summary>A view that reads its source once and then answers from memory.</summary>
    /// <param name="input">The source.</param>
    /// <param name="columnsToPrefetch">Columns to read along with the first that is asked for.</param>
    /// <returns>A view; it can be shuffled.</returns>
    public IDataView Cache(IDataView input, params string[] columnsToPrefetch)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new CacheView(input, columnsToPrefetch ?? []);
    }

    /// <summary>The first rows.</summary>
    /// <param name="input">The source.</param>
    /// <param name="count">How many rows to take.</param>
    /// <returns>A view.</returns>
    public IDataView TakeRows(IDataView input, long count)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return new RangeView(input, 0, count);
    }

    /// <summary>All rows but the first ones.</summary>
    /// <param name="input">The source.</param>
    /// <param name="count">How many rows to leave out.</param>
    /// <returns>A view.</returns>
    public IDataView SkipRows(IDataView input, long count)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return new RangeView(input, count, long.MaxValue);
    }

    /// <summary>The rows in a random order, the same in each pass.</summary>
    /// <param name="input">The source.</param>
    /// <param name="seed">Of the order; drawn from the context's where null.</param>
    /// <param name="shufflePoolSize">How many rows are read ahead to choose from.</param>
    /// <param name="shuffleSource">Whether the source is asked for a random order too, where it can give one.</param>
    /// <returns>A view.</returns>
    public IDataView ShuffleRows(IDataView input, int? seed = null, int shufflePoolSize = 1000, bool shuffleSource = true)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentOutOfRangeException.ThrowIfLessThan(shufflePoolSize, 1);
        return new ShuffleView(input, seed ?? Seed(nameof(ShuffleRows)), shufflePoolSize, shuffleSource);
    }

    /// <summary>The rows whose number, or key, lies in a range.</summary>
    /// <param name="input">The source.</param>
    /// <param name="columnName">The column of the number.</param>
    /// <param name="lowerBound">The least value to keep.</param>
    /// <param name="upperBound">The least value above it not to keep.</param>
    /// <returns>A view.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The column is missing, or holds no numbers.</exception>
    public IDataView FilterRowsByColumn(
        IDataView input, string columnName, double lowerBound = double.NegativeInfinity, double upperBound = double.PositiveInfinity)
    {
        ArgumentNullException.ThrowIfNull(input);
        var column = input.Schema[columnName];
        if (column.Type is not (NumberDataViewType or KeyDataViewType))
            throw new ArgumentOutOfRangeException(nameof(columnName), $"Column '{columnName}' is {column.Type}; rows are filtered by a number or a key.");
        return new FilterView(input, [column], RowTests.InRange(column, lowerBound, upperBound));
    }

    /// <summary>Two parts that have no row in common and together have all of them; the same for one seed.</summary>
    /// <param name="data">The source.</param>
    /// <param name="testFraction">About what share of the rows is to be in the test set, between 0 and 1.</param>
    /// <param name="samplingKeyColumnName">Rows that are equal in this column stay together.</param>
    /// <param name="seed">Of the split; drawn from the context's where null.</param>
    /// <returns>Two views.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The share is not between 0 and 1, or the column is missing or a vector.</exception>
    public TrainTestData TrainTestSplit(IDataView data, double testFraction = 0.1, string samplingKeyColumnName = null, int? seed = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (testFraction is not (> 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(testFraction), $"{testFraction} is not between 0 and 1.");
        DataViewSchema.Column? key = samplingKeyColumnName is null ? null : data.Schema[samplingKeyColumnName];
        if (key is { Type: StructuredDataViewType })
            throw new ArgumentOutOfRangeException(
                nameof(samplingKeyColumnName), $"Column '{samplingKeyColumnName}' is {key.Value.Type}; rows are kept together by a single value.");
        DataViewSchema.Column[] tested = key is null ? [] : [key.Value];
        var chosen = seed ?? Seed(nameof(TrainTestSplit));
        return new TrainTestData(
            new FilterView(data, tested, RowTests.InShare(key, chosen, testFraction, inside: false)),
            new FilterView(data, tested, RowTests.InShare(key, chosen, testFraction, inside: true)));
    }

    private static IEnumerable<TRow> Rows<TRow>(IDataView data, ObjectWriter<TRow> writer, bool reuseRowObject)
        where TRow : class, new()
    {
        using var cursor = data.GetRowCursor(writer.Columns);
        var fill = writer.Over(cursor);
        var row = new TRow();
        while (cursor.MoveNext())
        {
            fill(row);
            yield return row;
            if (!reuseRowObject)
                row = new TRow();
        }
    }

    private int Seed(string name) => _environment.Register(name).Rand.Next();
}
