using System.Runtime.InteropServices;

namespace Isl.Grains.Numerics.LinearPrograms;

/// <summary>The functions of the HiGHS library that are used; see its highs_c_api.h.</summary>
/// <remarks>One solver object belongs to one thread at a time; several may run side by side.</remarks>
internal static partial class HighsLibrary
{
    /// <summary>The value by which HiGHS knows an infinite bound.</summary>
    public const double Infinity = double.PositiveInfinity;

    /// <summary>Rows one behind the other.</summary>
    public const int RowWise = 2;

    /// <summary>The lower triangle of the quadratic part, column by column.</summary>
    public const int Triangular = 1;

    /// <summary>The objective is minimised.</summary>
    public const int Minimise = 1;

    private const string Name = "highs";

    static HighsLibrary() => NativeLibrary.SetDllImportResolver(typeof(HighsLibrary).Assembly, static (name, assembly, _) =>
        name == Name ? Load(assembly.Location) : IntPtr.Zero);

    [LibraryImport(Name, EntryPoint = "Highs_create")]
    public static partial IntPtr Create();

    [LibraryImport(Name, EntryPoint = "Highs_destroy")]
    public static partial void Destroy(IntPtr solver);

    [LibraryImport(Name, EntryPoint = "Highs_setBoolOptionValue", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int SetFlag(IntPtr solver, string option, int value);

    [LibraryImport(Name, EntryPoint = "Highs_setIntOptionValue", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int SetCount(IntPtr solver, string option, int value);

    [LibraryImport(Name, EntryPoint = "Highs_setDoubleOptionValue", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int SetNumber(IntPtr solver, string option, double value);

    [LibraryImport(Name, EntryPoint = "Highs_setStringOptionValue", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int SetText(IntPtr solver, string option, string value);

    [LibraryImport(Name, EntryPoint = "Highs_passModel")]
    public static partial int PassModel(
        IntPtr solver,
        int columns,
        int rows,
        int nonZeros,
        int quadraticNonZeros,
        int format,
        int quadraticFormat,
        int sense,
        double offset,
        double[] cost,
        double[] columnLower,
        double[] columnUpper,
        double[] rowLower,
        double[] rowUpper,
        int[] start,
        int[] index,
        double[] value,
        int[]? quadraticStart,
        int[]? quadraticIndex,
        double[]? quadraticValue,
        int[]? integrality);

    [LibraryImport(Name, EntryPoint = "Highs_run")]
    public static partial int Run(IntPtr solver);

    [LibraryImport(Name, EntryPoint = "Highs_getModelStatus")]
    public static partial int Status(IntPtr solver);

    [LibraryImport(Name, EntryPoint = "Highs_getSolution")]
    public static partial int Solution(
        IntPtr solver,
        [Out] double[] columnValue,
        [Out] double[] columnDual,
        [Out] double[] rowValue,
        [Out] double[] rowDual);

    [LibraryImport(Name, EntryPoint = "Highs_getDoubleInfoValue", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Information(IntPtr solver, string name, out double value);

    private static IntPtr Load(string assembly)
    {
        var system = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux";
        var file = OperatingSystem.IsWindows() ? "highs.dll" : OperatingSystem.IsMacOS() ? "libhighs.1.dylib" : "libhighs.so.1";
        var architecture = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "arm64" : "x64";
        var folder = Path.GetDirectoryName(assembly);
        foreach (var place in new[] { AppContext.BaseDirectory, folder ?? "" })
        {
            foreach (var path in new[] { Path.Combine(place, "runtimes", $"{system}-{architecture}", "native", file), Path.Combine(place, file) })
            {
                if (NativeLibrary.TryLoad(path, out var handle))
                {
                    return handle;
                }
            }
        }

        return NativeLibrary.Load(file);
    }
}
