using Isl.Grains.Interfaces.Discovery;

namespace Isl.Grains.Words.Discovery;

/// <summary>A test for categories was asked for, and a column holds none.</summary>
/// <param name="Test">The test.</param>
/// <param name="Column">The column.</param>
/// <param name="Levels">Distinct values it holds.</param>
/// <param name="Rows">Rows of the data.</param>
public sealed record TestNeedsCategories(CiTest Test, string Column, int Levels, int Rows) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"{CiTestWords.Start(Test)} needs categories, but column '{Column}' holds {Wording.Count(Levels, "distinct value")} in "
        + $"{Wording.Count(Rows, "row")}. Use fisher_z, or group its values.";
}

/// <summary>Names of tests in sentences.</summary>
internal static class CiTestWords
{
    /// <summary>The test's name within a sentence.</summary>
    public static string Name(CiTest test) => test switch
    {
        CiTest.FisherZ => "Fisher's z",
        CiTest.ChiSquare => "the χ² test",
        CiTest.Mixed => "a likelihood-ratio test for numbers and categories (Andrews, Ramsey & Cooper 2019)",
        _ => "the G² test",
    };

    /// <summary>The test's name at the beginning of one.</summary>
    public static string Start(CiTest test) => test switch
    {
        CiTest.FisherZ => "Fisher's z",
        CiTest.ChiSquare => "The χ² test",
        _ => "The G² test",
    };
}
