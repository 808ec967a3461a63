namespace Microsoft.ML;

/// <summary>Reads the value of one column at the current row.</summary>
/// <typeparam name="TValue">The raw type of the column.</typeparam>
/// <param name="value">Receives the value. Buffers that it holds are reused where the type allows that.</param>
public delegate void ValueGetter<TValue>(ref TValue value);
