using Isl.Grains.Interfaces.Models;

namespace Isl.Grains.Models;

/// <summary>JSON pointers to the parts of a model in the request it came in.</summary>
internal static class ModelPaths
{
    /// <summary>To an equation's formula.</summary>
    public static string Formula(StructuralEquation equation) =>
        equation.IsText ? Equation(equation.Variable) : $"{Equation(equation.Variable)}/formula";

    /// <summary>To an equation.</summary>
    public static string Equation(string variable) => Member("/model/equations", variable);

    /// <summary>To an exogenous quantity's distribution.</summary>
    public static string Distribution(string name) => Member("/model/distributions", name);

    /// <summary>To the value a variable is held at.</summary>
    public static string Value(string variable) => Member("/model/values", variable);

    /// <summary>To a member whose name may hold any character.</summary>
    public static string Member(string path, string name) =>
        $"{path}/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";
}
