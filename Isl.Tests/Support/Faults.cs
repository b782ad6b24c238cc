namespace Isl.Tests.Support;

/// <summary>Lists of faults that a check found in files.</summary>
internal static class Faults
{
    /// <summary>Fails if there are any, and then shows every one of them in full, a line each.</summary>
    public static void None(IEnumerable<string> faults)
    {
        var found = faults.ToList();
        Assert.True(found.Count == 0, $"{found.Count} found:\n{string.Join('\n', found)}");
    }
}
