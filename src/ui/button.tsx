import type { ButtonHTMLAttributes, Ref } from "react";
import "./ui.css";

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** `primary` for the one thing to do now, `plain` for what should stay quiet. */
  look?: "primary" | "normal" | "plain";
  ref?: Ref<HTMLButtonElement>;
}

/** A verb to press. */
export const Button = ({ look = "normal", className = "", type = "button", ...rest }: ButtonProps) => (
  <button type={type} className={`button button-${look} ${className}`} {...rest} />
);
