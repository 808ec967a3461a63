namespace Microsoft.ML.Data;

/// <summary>A date and time, as <see cref="DateTime"/>.</summary>
public sealed class DateTimeDataViewType : PrimitiveDataViewType
{
    private DateTimeDataViewType()
        : base(typeof(DateTime))
    {
    }

    /// <summary>The only instance.</summary>
    public static DateTimeDataViewType Instance { get; } = new();

    /// <inheritdoc/>
    public override bool Equals(DataViewType other) => ReferenceEquals(this, other);

    /// <summary>The name of the type.</summary>
    /// <returns>"DateTime".</returns>
    public override string ToString() => "DateTime";
}
