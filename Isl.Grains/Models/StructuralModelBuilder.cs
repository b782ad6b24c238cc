using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Interfaces.Models;
using Isl.Grains.Models.Formulas;

namespace Isl.Grains.Models;

/// <summary>Collects a model as it comes and gives its canonical form, or every mistake in its names at once.</summary>
/// <remarks>What formulas say is checked where the model is compiled.</remarks>
public sealed class StructuralModelBuilder
{
    /// <summary>Most variables, equations and exogenous quantities of one model, each.</summary>
    public const int MaxVariables = 1000;

    /// <summary>Most characters of all formulas together.</summary>
    public const int MaxTotalLength = 500_000;

    /// <summary>Most mistakes reported at once.</summary>
    private const int MaxErrors = 50;

    private readonly List<string> _variables = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, StructuralEquation> _equations = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, DistributionSpec> _distributions = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, double> _values = new(StringComparer.Ordinal);
    private readonly List<InputError> _errors = [];

    /// <summary>Adds a variable.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="path">JSON pointer to it.</param>
    public void AddVariable(string name, string path)
    {
        if (Named(name, path) && !_names.Add(name))
        {
            Error(path, $"The variable '{name}' is listed twice; remove one.");
        }
        else
        {
            _variables.Add(name);
        }
    }

    /// <summary>Adds the equation of a variable.</summary>
    /// <param name="variable">The variable on the left.</param>
    /// <param name="formula">The right side.</param>
    /// <param name="noise">Distribution of <c>noise</c>, or null.</param>
    /// <param name="isText">Whether it came as a bare string.</param>
    public void AddEquation(string variable, string formula, DistributionSpec? noise, bool isText)
    {
        var path = ModelPaths.Equation(variable);
        var equation = new StructuralEquation(variable, formula, noise) { IsText = isText };
        if (FormulaParser.TooLong(formula) is { } wrong)
        {
            Error(ModelPaths.Formula(equation), wrong);
        }
        else if (Named(variable, path) && !_equations.TryAdd(variable, equation))
        {
            Error(path, $"'{variable}' has two equations; keep one.");
        }
    }

    /// <summary>Adds the distribution of an exogenous quantity.</summary>
    public void AddDistribution(string name, DistributionSpec distribution)
    {
        var path = ModelPaths.Distribution(name);
        if (Named(name, path) && !_distributions.TryAdd(name, distribution))
        {
            Error(path, $"'{name}' has two distributions; keep one.");
        }
    }

    /// <summary>Holds a variable at a value.</summary>
    public void AddValue(string variable, double value)
    {
        var path = ModelPaths.Value(variable);
        if (!double.IsFinite(value))
        {
            Error(path, $"The value of '{variable}' is {value}; give a finite number.");
        }
        else if (Named(variable, path) && !_values.TryAdd(variable, value + 0.0))
        {
            Error(path, $"'{variable}' has two values; keep one.");
        }
    }

    /// <summary>
    /// The canonical model. Without a list of variables, those with an equation, a distribution or a value are the variables, in ordinal order.
    /// </summary>
    /// <exception cref="InputException">Every mistake found.</exception>
    public StructuralModel Build()
    {
        if (_variables.Count == 0)
        {
            _variables.AddRange(_equations.Keys.Concat(_distributions.Keys).Concat(_values.Keys).Distinct().Order(StringComparer.Ordinal));
            _names.UnionWith(_variables);
        }

        CheckSizes();
        foreach (var variable in _equations.Keys.Where(variable => !_names.Contains(variable)))
        {
            Error(ModelPaths.Equation(variable), $"'{variable}' has an equation but is not in 'variables'; add it there or correct the name.");
        }

        foreach (var name in _distributions.Keys.Where(_equations.ContainsKey))
        {
            Error(
                ModelPaths.Distribution(name),
                $"'{name}' has both an equation and a distribution; remove one, or give the distribution as the equation's noise_dist.");
        }

        foreach (var variable in _values.Keys)
        {
            if (!_names.Contains(variable))
            {
                Error(ModelPaths.Value(variable), $"'{variable}' has a value but is not in 'variables'; add it there or correct the name.");
            }
            else if (_equations.ContainsKey(variable) || _distributions.ContainsKey(variable))
            {
                Error(ModelPaths.Value(variable), $"'{variable}' has both a value and an equation or distribution; remove one.");
            }
        }

        if (_errors.Count > 0)
        {
            throw new InputException([.. _errors]);
        }

        return new StructuralModel
        {
            Variables = [.. _variables],
            Equations = [.. _equations.Values],
            Distributions = [.. _distributions.Select(pair => new ExogenousQuantity(pair.Key, pair.Value))],
            Values = [.. _values.Select(pair => new VariableValue(pair.Key, pair.Value))],
        };
    }

    private void CheckSizes()
    {
        if (_variables.Count == 0)
        {
            Error("/model/variables", "The model has no variable; name at least one.");
        }

        if (_equations.Values.Sum(equation => (long)equation.Formula.Length) is > MaxTotalLength and var length)
        {
            Error("/model/equations", $"The formulas have {length} characters in all; the limit is {MaxTotalLength}.");
        }

        foreach (var (what, count) in new[] { ("variables", _variables.Count), ("distributions", _distributions.Count) })
        {
            if (count > MaxVariables)
            {
                Error($"/model/{what}", $"The model has {count} {what}; the limit is {MaxVariables}.");
            }
        }
    }

    private bool Named(string name, string path)
    {
        var wrong = name == "noise" ? "'noise' stands for every equation's own noise; call the variable something else." : NodeName.Check(name);
        if (wrong is not null)
        {
            Error(path, wrong);
        }

        return wrong is null;
    }

    private void Error(string path, string message)
    {
        if (_errors.Count < MaxErrors)
        {
            _errors.Add(new InputError(path, message));
        }
    }
}
