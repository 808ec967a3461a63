using System.Runtime.InteropServices;

namespace MlopsCl.Learner.Imaging.Native;

/// <summary>A shared library that decodes pictures, found under the names that it has on Linux, macOS and Windows.</summary>
internal sealed class NativeCodec
{
    private readonly Lazy<nint> _handle;

    /// <summary>Describes a library; it is loaded at its first use.</summary>
    /// <param name="title">What messages call it.</param>
    /// <param name="debianPackage">The Debian package that brings it.</param>
    /// <param name="fileNames">File names to try, in order.</param>
    public NativeCodec(string title, string debianPackage, params string[] fileNames)
    {
        _handle = new Lazy<nint>(() => Load(title, debianPackage, fileNames));
    }

    /// <summary>The address of a function.</summary>
    /// <exception cref="DllNotFoundException">The library is not installed.</exception>
    /// <exception cref="EntryPointNotFoundException">The library has no such function.</exception>
    public nint Function(string name) => NativeLibrary.GetExport(_handle.Value, name);

    private static nint Load(string title, string debianPackage, string[] fileNames)
    {
        foreach (string fileName in fileNames)
        {
            if (NativeLibrary.TryLoad(fileName, out nint handle))
            {
                return handle;
            }
        }

        throw new DllNotFoundException(
            $"{title} is not installed (tried {string.Join(", ", fileNames)}); on Debian install the package {debianPackage}.");
    }
}
