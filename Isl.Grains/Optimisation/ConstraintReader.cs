using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Optimisation;
using Isl.Grains.Models;

namespace Isl.Grains.Optimisation;

/// <summary>A limit with the key it was written under.</summary>
internal readonly record struct KeyedLimit(double Value, string Key);

/// <summary>What the constraints say of one variable.</summary>
internal sealed class VariableLimits
{
    /// <summary>By what they limit; the tightest of each kind.</summary>
    public Dictionary<LimitKind, KeyedLimit> Limits { get; } = [];

    /// <summary>Whether a value or a change is bounded.</summary>
    public bool Bounds => Limits.Count > 0 && Limits.Keys.Any(kind => kind != LimitKind.Total);

    /// <summary>The limit of a kind, or what stands for none.</summary>
    public double Get(LimitKind kind, double none) => Limits.TryGetValue(kind, out var limit) ? limit.Value : none;

    /// <summary>Adds a limit; of two of a kind the tighter one holds.</summary>
    public void Add(LimitKind kind, double value, string key)
    {
        var tighter = !Limits.TryGetValue(kind, out var held) || (kind == LimitKind.Low ? value > held.Value : value < held.Value);
        if (tighter)
        {
            Limits[kind] = new KeyedLimit(value, key);
        }
    }
}

/// <summary>Reads the keys of constraints: which variable each is about, and what it limits.</summary>
/// <param name="names">Names of the model.</param>
/// <param name="setting">The question.</param>
/// <param name="errors">Takes the mistakes.</param>
internal sealed class ConstraintReader(HashSet<string> names, PlanSetting setting, List<InputError> errors)
{
    private const string Most = "max_";
    private const string Least = "min_";
    private const string Sum = "total_";
    private const string Change = "_change";
    private const string Pair = "bounds/";
    private const string Known = "budget, max_<variable>_change, min_<variable>, max_<variable>, bounds and total_<variable>";

    private readonly SortedDictionary<string, VariableLimits> _limits = new(StringComparer.Ordinal);

    /// <summary>Most that all changes may cost; null for no limit.</summary>
    public double? Budget { get; private set; }

    /// <summary>Variables that a constraint is about.</summary>
    public IEnumerable<string> Variables => _limits.Keys;

    /// <summary>What is said of a variable.</summary>
    public VariableLimits Of(string variable) => _limits.GetValueOrDefault(variable) ?? new VariableLimits();

    /// <summary>JSON pointer to a constraint.</summary>
    public static string PathOf(string key) => key.StartsWith(Pair, StringComparison.Ordinal)
        ? ModelPaths.Member("/constraints/bounds", key[Pair.Length..])
        : ModelPaths.Member("/constraints", key);

    /// <summary>Reads all of them.</summary>
    public void Read()
    {
        foreach (var constraint in setting.Constraints)
        {
            Read(constraint);
        }
    }

    private void Read(PlanConstraint constraint)
    {
        var key = constraint.Key;
        if (key == PlanLimits.BudgetKey)
        {
            Budget = NotNegative(constraint);
        }
        else if (constraint.Upper is { } upper)
        {
            ReadPair(constraint, upper);
        }
        else if (key.StartsWith(Most, StringComparison.OrdinalIgnoreCase))
        {
            // A variable of that very name goes before the reading as a change.
            if (Find(key[Most.Length..], key) is { } variable)
            {
                Limit(variable).Add(LimitKind.High, constraint.Value, key);
            }
            else if (key.EndsWith(Change, StringComparison.OrdinalIgnoreCase) && key.Length > Most.Length + Change.Length
                && Find(key[Most.Length..^Change.Length], key) is { } changing)
            {
                Limit(changing).Add(LimitKind.Change, NotNegative(constraint), key);
            }
            else
            {
                Unknown(key);
            }
        }
        else if (key.StartsWith(Least, StringComparison.OrdinalIgnoreCase) && Find(key[Least.Length..], key) is { } low)
        {
            Limit(low).Add(LimitKind.Low, constraint.Value, key);
        }
        else if (key.StartsWith(Sum, StringComparison.OrdinalIgnoreCase) && Find(key[Sum.Length..], key) is { } summed)
        {
            Limit(summed).Add(LimitKind.Total, constraint.Value, key);
        }
        else
        {
            Unknown(key);
        }
    }

    private void ReadPair(PlanConstraint constraint, double upper)
    {
        var name = constraint.Key[Pair.Length..];
        if (Find(name, constraint.Key) is not { } variable)
        {
            errors.Add(new InputError(PathOf(constraint.Key), $"The model has no variable '{name}'; it has {NameList.Quoted([.. names])}."));
        }
        else if (constraint.Value > upper)
        {
            errors.Add(new InputError(
                PathOf(constraint.Key),
                $"The bounds of '{name}' are {constraint.Value} and {upper}; the first must not be above the second."));
        }
        else
        {
            Limit(variable).Add(LimitKind.Low, constraint.Value, constraint.Key);
            Limit(variable).Add(LimitKind.High, upper, constraint.Key);
        }
    }

    private VariableLimits Limit(string variable) =>
        _limits.TryGetValue(variable, out var limits) ? limits : _limits[variable] = new VariableLimits();

    /// <summary>The variable of a name, without regard to case where only one fits.</summary>
    private string? Find(string name, string key)
    {
        if (names.Contains(name))
        {
            return name;
        }

        var alike = names.Where(known => Plain(known).Equals(Plain(name), StringComparison.OrdinalIgnoreCase)).Order(StringComparer.Ordinal).ToList();
        if (alike.Count > 1)
        {
            errors.Add(new InputError(PathOf(key), $"'{name}' may be {string.Join(" or ", alike)}; write the name as the model has it."));
        }

        return alike.Count == 0 ? null : alike[0];
    }

    private double NotNegative(PlanConstraint constraint)
    {
        if (constraint.Value < 0)
        {
            errors.Add(new InputError(PathOf(constraint.Key), $"{constraint.Key} is {constraint.Value}; it must not be negative."));
        }

        return Math.Max(0, constraint.Value);
    }

    private void Unknown(string key) => errors.Add(new InputError(
        PathOf(key),
        $"There is no constraint '{key}'. The constraints are {Known}, and the variables are {NameList.Quoted([.. names])}."));

    private static string Plain(string name) => name.Replace(' ', '_');
}
