using Isl.Grains.Interfaces.Validation;
using Isl.Grains.Words;

namespace Isl.Grains.Validation;

/// <summary>How a check ends.</summary>
internal enum CheckStatus
{
    /// <summary>Nothing is wrong.</summary>
    Pass,

    /// <summary>Something is in doubt, or was not tested.</summary>
    Warning,

    /// <summary>Something is wrong.</summary>
    Fail,
}

/// <summary>Checks of one kind, as they are made.</summary>
internal sealed class CheckList
{
    private readonly List<(string Name, CheckStatus Status, Finding Found, Finding? Advice)> _checks = [];

    /// <summary>Points: a warning counts a half.</summary>
    public double Points => _checks.Sum(check => check.Status switch
    {
        CheckStatus.Pass => 1,
        CheckStatus.Warning => 0.5,
        _ => 0,
    });

    /// <summary>How many checks there are.</summary>
    public int Count => _checks.Count;

    /// <summary>How many failed.</summary>
    public int Failed => _checks.Count(check => check.Status == CheckStatus.Fail);

    /// <summary>How many ended with a warning.</summary>
    public int Warned => _checks.Count(check => check.Status == CheckStatus.Warning);

    /// <summary>The checks as they are answered.</summary>
    public CheckSection Section => new(
    [
        .. _checks.Select(check => new GraphCheck(
            check.Name,
            check.Status switch { CheckStatus.Pass => "pass", CheckStatus.Warning => "warning", _ => "fail" },
            check.Found.Text,
            check.Advice?.Text)),
    ]);

    /// <summary>Adds a check.</summary>
    public void Add(string name, CheckStatus status, Finding found, Finding? advice = null) => _checks.Add((name, status, found, advice));
}
