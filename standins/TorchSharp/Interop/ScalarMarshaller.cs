using System.Runtime.InteropServices.Marshalling;

namespace TorchSharp.Interop;

/// <summary>Hands a number over by value; null means none.</summary>
[CustomMarshaller(typeof(Scalar), MarshalMode.ManagedToUnmanagedIn, typeof(ScalarMarshaller))]
internal static class ScalarMarshaller
{
    public static NativeNumber ConvertToUnmanaged(Scalar managed) => managed is null ? default : managed.Number;
}
